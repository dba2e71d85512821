import './advance-clock.ts';
import './create-sandbox.ts';
import './delete-sandbox.ts';
import './sandbox-clock.ts';
import './sandbox.ts';
