import './affiliate-activate.ts';
import './affiliate-form.ts';
import './affiliates.ts';
import './decide-application.ts';
import './request-affiliate.ts';
