import './create-export.ts';
import './export.ts';
import './write-export.ts';
