/**
 * Tables that hold what the commands given, so that nouns and certificate ask them as they ask those of
 * a WHMCS database, whose names they have. `i` is a whole number, `d` a decimal,
 * `D` a day, all else is text.
 */
const TABLES = {
  tblcurrencies: 'code prefix suffix format:i rate:d default:i',
  tblpaymentgateways: 'gateway setting value order:i',
  tblclientgroups: 'groupname groupcolour discountpercent:d susptermexempt separateinvoices',
  tblclients: `uuid firstname lastname companyname email address1 address2 city state postcode country
    phonenumber tax_id currency:i defaultgateway credit:d taxexempt:i latefeeoveride:i
    overideduenotices:i separateinvoices:i disableautocc:i emailoptout:i marketing_emails_opt_in:i
    overrideautoclose:i allow_sso:i language notes billingcid:i groupid:i status email_preferences
    datecreated lastlogin ip host password created_at`,
  tblcontacts: `userid:i firstname lastname companyname email address1 address2 city state postcode
    country phonenumber tax_id subaccount:i domainemails:i generalemails:i invoiceemails:i
    productemails:i supportemails:i affiliateemails:i created_at`,
  tblusers: `first_name last_name email password language email_verified_at last_login second_factor
    last_ip last_hostname created_at`,
  tblusers_clients: 'auth_user_id:i client_id:i owner:i permissions last_login created_at',
  tblproductgroups: 'name slug headline tagline orderfrmtpl hidden:i order:i',
  tblproducts: `type gid:i name slug description hidden:i showdomainoptions:i stockcontrol:i qty:i
    proratabilling:i proratadate:i proratachargenextmonth:i paytype allowqty:i subdomain autosetup
    servertype servergroup:i configoption1 freedomain freedomainpaymentterms freedomaintlds
    recurringcycles:i autoterminatedays:i configoptionsupgrade:i tax:i affiliateonetime:i
    affiliatepaytype affiliatepayamount:d order:i retired:i created_at`,
  tblpricing: `type currency:i relid:i msetupfee:d qsetupfee:d ssetupfee:d asetupfee:d bsetupfee:d
    tsetupfee:d monthly:d quarterly:d semiannually:d annually:d biennially:d triennially:d`,
  tbladdons: 'billingcycle',
  tblproductconfiggroups: 'name description',
  tblproductconfiglinks: 'gid:i pid:i',
  tblproductconfigoptions: 'gid:i optionname optiontype qtyminimum:i qtymaximum:i order:i hidden:i',
  tblproductconfigoptionssub: 'configid:i optionname sortorder:i hidden:i',
  tblregistrars: 'registrar setting value',
  tbldomainpricing: `extension dnsmanagement:i emailforwarding:i idprotection:i eppcode:i autoreg
    order:i group grace_period:i grace_period_fee:d redemption_grace_period:i
    redemption_grace_period_fee:d`,
  tblpromotions: `code type recurring:i value:d cycles appliesto requires requiresexisting:i startdate
    expirationdate maxuses:i uses:i lifetimepromo:i applyonce:i newsignups:i existingclient:i
    onceperclient:i recurfor:i upgrades:i notes`,
  tblservers: `name ipaddress assignedips hostname monthlycost:d noc statusaddress nameserver1
    nameserver2 nameserver3 nameserver4 nameserver5 maxaccounts:i type username password port:i
    active:i disabled:i`,
  tblorders: `ordernum userid:i contactid:i requestor_id:i date nameservers promocode amount:d
    paymentmethod invoiceid:i status ipaddress fraudmodule notes`,
  tblhosting: `userid:i orderid:i packageid:i server:i regdate domain paymentmethod qty:i
    firstpaymentamount:d amount:d billingcycle nextduedate:D nextinvoicedate termination_date
    completed_date domainstatus username password notes subscriptionid promoid:i suspendreason
    overideautosuspend:i overidesuspenduntil dedicatedip assignedips ns1 ns2 diskusage:i disklimit:i
    bwusage:i bwlimit:i lastupdate created_at`,
  tblhostingconfigoptions: 'relid:i configid:i optionid:i qty:i',
  tbldomains: `userid:i orderid:i type registrationdate domain firstpaymentamount:d recurringamount:d
    registrar registrationperiod:i expirydate subscriptionid promoid:i status nextduedate:D
    nextinvoicedate additionalnotes paymentmethod dnsmanagement:i emailforwarding:i idprotection:i
    is_premium:i donotrenew:i created_at`,
  tblinvoices: `userid:i invoicenum date duedate datepaid last_capture_attempt date_refunded
    date_cancelled subtotal:d credit:d tax:d tax2:d total:d taxrate:d taxrate2:d status paymentmethod
    notes created_at`,
  tblinvoiceitems: 'invoiceid:i type relid:i description amount:d taxed:i',
  tblaccounts: `userid:i currency:i gateway date description amountin:d fees:d amountout:d rate:d
    transid invoiceid:i refundid:i`,
  tblcredit: 'clientid:i date description amount:d relid:i',
  tblquotes: `subject stage validuntil userid:i firstname lastname companyname email address1 address2
    city state postcode country phonenumber tax_id currency:i subtotal:d tax1:d tax2:d total:d
    proposal customernotes adminnotes datecreated lastmodified datesent dateaccepted`,
  tblquoteitems: 'quoteid:i description quantity unitprice:d discount:d taxable:i',
  tblticketdepartments: `name description email clientsonly hidden order:i feedback_request:i`,
  tblticketstatuses: 'title color sortorder:i showactive:i showawaiting:i autoclose:i',
  tbltickets: `tid did:i userid:i contactid:i requestor_id:i name email cc c ipaddress date title
    message status urgency admin lastreply flag:i clientunread:i service merged_ticket_id:i`,
  tblticketreplies: `tid:i userid:i contactid:i requestor_id:i name email date message admin rating:i`,
  tblticketnotes: 'ticketid:i admin date message',
  tblannouncements: 'date title announcement published:i parentid:i language created_at',
  tblaffiliates: `date clientid:i visitors:i paytype payamount:d onetime:i balance:d withdrawn:d
    created_at`,
  tblaffiliateswithdrawals: 'affiliateid:i date amount:d',
  tblpaymethods: `userid:i description contact_id:i contact_type payment_type gateway_name
    order_preference:i created_at deleted_at:D`,
  tblcreditcards: 'pay_method_id:i card_type last_four expiry_date',
  tblbankaccts: 'pay_method_id:i bank_name',
  tbltodolist: 'date title description admin:i status duedate',
} as const;

/** A table that is filled from the commands. */
export type StageTable = keyof typeof TABLES;

/** What a cell holds. */
export type CellKind = 'text' | 'whole' | 'decimal' | 'day';

const KINDS: Readonly<Record<string, CellKind>> = {
  '': 'text',
  i: 'whole',
  d: 'decimal',
  D: 'day',
};

/** Columns of each table by name, ids aside: all tables have one. */
export const stageTables: ReadonlyMap<StageTable, ReadonlyMap<string, CellKind>> = new Map(
  (Object.entries(TABLES) as [StageTable, string][]).map(([table, columns]) => [
    table,
    new Map(
      columns.split(/\s+/).map((column) => {
        const [name = '', kind = ''] = column.split(':');
        return [name, KINDS[kind]!] as const;
      }),
    ),
  ]),
);
