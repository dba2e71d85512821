import './add-tld-vouchers.ts';
import './configure-registrar.ts';
import './create-tld.ts';
import './priced-tld.ts';
import './registrar.ts';
import './tlds.ts';
import './update-tld.ts';
