import './set-configuration-value.ts';
import './setting.ts';
