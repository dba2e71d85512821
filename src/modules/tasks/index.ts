import './cancel-task.ts';
import './resolve-task.ts';
import './retry-task.ts';
import './task-updated.ts';
import './tasks.ts';
import './effects.ts';
