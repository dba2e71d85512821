/**
 * The tables of a WHMCS 8 installation as far as an import reads them. Names and kinds of columns
 * are those that the open importer github.com/fleio/whmcs2fleio (`whmcs_models.py`) states, and
 * docs.whmcs.com/Version_6.0_Database_Changes. `i` is an int, `d` a decimal, `t` text, `D` a date,
 * `T` a datetime; each table has an id.
 */
const TABLES: Readonly<Record<string, string>> = {
  tblconfiguration: 'setting:t value:t',
  tblcurrencies: 'code:t prefix:t suffix:t format:i rate:d5 default:i',
  tbltax: 'level:i name:t state:t country:t taxrate:d',
  tblpaymentgateways: 'gateway:t setting:t value:t order:i',
  tblclientgroups:
    'groupname:t groupcolour:t discountpercent:d susptermexempt:t separateinvoices:t',
  tblclients: `uuid:t firstname:t lastname:t companyname:t email:t address1:t address2:t city:t state:t
    postcode:t country:t phonenumber:t tax_id:t password:t currency:i defaultgateway:t credit:d
    taxexempt:i latefeeoveride:i overideduenotices:i separateinvoices:i disableautocc:i datecreated:D
    notes:t billingcid:i securityqid:i securityqans:t groupid:i cardtype:t cardnum:t gatewayid:t
    lastlogin:T ip:t host:t status:t language:t emailoptout:i marketing_emails_opt_in:i
    overrideautoclose:i allow_sso:i email_verified:i email_preferences:t created_at:T updated_at:T`,
  tblcontacts: `userid:i firstname:t lastname:t companyname:t email:t address1:t address2:t city:t
    state:t postcode:t country:t phonenumber:t tax_id:t subaccount:i password:t permissions:t
    domainemails:i generalemails:i invoiceemails:i productemails:i supportemails:i affiliateemails:i
    created_at:T updated_at:T`,
  tblusers: `first_name:t last_name:t email:t password:t language:t second_factor:t
    second_factor_config:t security_question_id:i security_question_answer:t last_ip:t
    last_hostname:t last_login:T email_verified_at:T created_at:T updated_at:T`,
  tblusers_clients: 'auth_user_id:i client_id:i owner:i permissions:t last_login:T created_at:T',
  tblnotes: 'userid:i adminid:i created:T modified:T note:t sticky:i',
  tblinvoices: `userid:i invoicenum:t date:D duedate:D datepaid:T last_capture_attempt:T
    date_refunded:T date_cancelled:T subtotal:d credit:d tax:d tax2:d total:d taxrate:d taxrate2:d
    status:t paymentmethod:t paymethodid:i notes:t created_at:T updated_at:T`,
  tblinvoiceitems: `invoiceid:i userid:i type:t relid:i description:t amount:d taxed:i duedate:D
    paymentmethod:t notes:t`,
  tblaccounts: `userid:i currency:i gateway:t date:T description:t amountin:d fees:d amountout:d rate:d5
    transid:t invoiceid:i refundid:i`,
  tblcredit: 'clientid:i admin_id:i date:D description:t amount:d relid:i',
  tblhosting: `userid:i orderid:i packageid:i server:i regdate:D domain:t paymentmethod:t qty:i
    firstpaymentamount:d amount:d billingcycle:t nextduedate:D nextinvoicedate:D termination_date:D
    completed_date:D domainstatus:t username:t password:t notes:t subscriptionid:t promoid:i
    promocount:i suspendreason:t overideautosuspend:i overidesuspenduntil:D dedicatedip:t
    assignedips:t ns1:t ns2:t diskusage:i disklimit:i bwusage:i bwlimit:i lastupdate:T created_at:T`,
  tbldomains: `userid:i orderid:i type:t registrationdate:D domain:t firstpaymentamount:d
    recurringamount:d registrar:t registrationperiod:i expirydate:D subscriptionid:t promoid:i
    status:t nextduedate:D nextinvoicedate:D additionalnotes:t paymentmethod:t dnsmanagement:i
    emailforwarding:i idprotection:i is_premium:i donotrenew:i created_at:T`,
  tblproducts: `type:t gid:i name:t slug:t description:t hidden:i showdomainoptions:i stockcontrol:i
    qty:i proratabilling:i proratadate:i proratachargenextmonth:i paytype:t allowqty:i subdomain:t
    autosetup:t servertype:t servergroup:i configoption1:t freedomain:t freedomainpaymentterms:t
    freedomaintlds:t recurringcycles:i autoterminatedays:i configoptionsupgrade:i tax:i
    affiliateonetime:i affiliatepaytype:t affiliatepayamount:d order:i retired:i created_at:T`,
  tblpricing: `type:t currency:i relid:i msetupfee:d qsetupfee:d ssetupfee:d asetupfee:d bsetupfee:d
    tsetupfee:d monthly:d quarterly:d semiannually:d annually:d biennially:d triennially:d`,
  tblorders: `ordernum:t userid:i contactid:i requestor_id:i date:T nameservers:t transfersecret:t
    promocode:t promotype:t promovalue:t amount:d paymentmethod:t invoiceid:i status:t ipaddress:t
    fraudmodule:t fraudoutput:t notes:t`,
  tblproductgroups:
    'name:t slug:t headline:t tagline:t orderfrmtpl:t disabledgateways:t hidden:i order:i',
  tblproductconfiggroups: 'name:t description:t',
  tblproductconfiglinks: 'gid:i pid:i',
  tblproductconfigoptions:
    'gid:i optionname:t optiontype:t qtyminimum:i qtymaximum:i order:i hidden:i',
  tblproductconfigoptionssub: 'configid:i optionname:t sortorder:i hidden:i',
  tbladdons: `packages:t name:t description:t billingcycle:t allowqty:i tax:i showorder:i hidden:i
    retired:i autoactivate:t suspendproduct:i module:t server_group_id:i weight:i`,
  tblservergroups: 'name:t filltype:i',
  tblservergroupsrel: 'groupid:i serverid:i',
  tblservers: `name:t ipaddress:t assignedips:t hostname:t monthlycost:d noc:t statusaddress:t
    nameserver1:t nameserver2:t nameserver3:t nameserver4:t nameserver5:t maxaccounts:i type:t
    username:t password:t accesshash:t secure:t port:i active:i disabled:i`,
  tblregistrars: 'registrar:t setting:t value:t',
  tbldomainpricing: `extension:t dnsmanagement:i emailforwarding:i idprotection:i eppcode:i autoreg:t
    order:i group:t grace_period:i grace_period_fee:d redemption_grace_period:i
    redemption_grace_period_fee:d`,
  tblpromotions: `code:t type:t recurring:i value:d cycles:t appliesto:t requires:t requiresexisting:i
    startdate:D expirationdate:D maxuses:i uses:i lifetimepromo:i applyonce:i newsignups:i
    existingclient:i onceperclient:i recurfor:i upgrades:i upgradeconfig:t notes:t`,
  tblhostingaddons: `orderid:i hostingid:i addonid:i userid:i server:i name:t qty:i
    firstpaymentamount:d setupfee:d recurring:d billingcycle:t tax:t status:t regdate:D nextduedate:D
    nextinvoicedate:D termination_date:D paymentmethod:t notes:t subscriptionid:t created_at:T`,
  tblhostingconfigoptions: 'relid:i configid:i optionid:i qty:i',
  tblcustomfields: `type:t relid:i fieldname:t fieldtype:t description:t fieldoptions:t regexpr:t
    adminonly:t required:t showorder:t showinvoice:t sortorder:i`,
  tblcustomfieldsvalues: 'fieldid:i relid:i value:t',
  tblticketdepartments: `name:t description:t email:t clientsonly:t hidden:t order:i host:t port:t
    login:t password:t feedback_request:i`,
  tblticketstatuses: 'title:t color:t sortorder:i showactive:i showawaiting:i autoclose:i',
  tbltickets: `tid:t did:i userid:i contactid:i requestor_id:i name:t email:t cc:t c:t ipaddress:t
    date:T title:t message:t status:t urgency:t admin:t attachment:t lastreply:T flag:i
    clientunread:i service:t merged_ticket_id:i`,
  tblticketreplies: `tid:i userid:i contactid:i requestor_id:i name:t email:t date:T message:t admin:t
    attachment:t rating:i`,
  tblticketnotes: 'ticketid:i admin:t date:T message:t attachments:t',
  tbltickettags: 'ticketid:i tag:t',
  tblannouncements: 'date:T title:t announcement:t published:i parentid:i language:t',
  tblknowledgebasecats: 'parentid:i name:t description:t hidden:t catid:i language:t',
  tblknowledgebase: `title:t article:t views:i useful:i votes:i private:t order:i parentid:i
    language:t`,
  tblknowledgebaselinks: 'categoryid:i articleid:i',
  tblquotes: `subject:t stage:t validuntil:D userid:i firstname:t lastname:t companyname:t email:t
    address1:t address2:t city:t state:t postcode:t country:t phonenumber:t tax_id:t currency:i
    subtotal:d tax1:d tax2:d total:d proposal:t customernotes:t adminnotes:t datecreated:D
    lastmodified:D datesent:D dateaccepted:D`,
  tblquoteitems: 'quoteid:i description:t quantity:t unitprice:d discount:d taxable:i',
  tblaffiliates: `date:D clientid:i visitors:i paytype:t payamount:d onetime:i balance:d
    withdrawn:d`,
  tblaffiliatesaccounts: 'affiliateid:i relid:i lastpaid:D',
  tblaffiliateswithdrawals: 'affiliateid:i date:D amount:d',
  tblemailtemplates: `type:t name:t subject:t message:t attachments:t fromname:t fromemail:t disabled:i
    custom:i language:t`,
  tblemails: `userid:i subject:t message:t date:T to:t cc:t bcc:t attachments:t pending:i failed:i
    failure_reason:t`,
  tbltodolist: 'date:D title:t description:t admin:i status:t duedate:D',
  tblactivitylog: 'date:T description:t user:t userid:i user_id:i admin_id:i ipaddr:t',
  tblpaymethods: `userid:i description:t contact_id:i contact_type:t payment_id:i payment_type:t
    gateway_name:t order_preference:i created_at:T updated_at:T deleted_at:T`,
  tblclientsfiles: 'userid:i title:t filename:t adminonly:i dateadded:D',
  tblcreditcards: `pay_method_id:i card_type:t last_four:t expiry_date:T card_data:t created_at:T
    updated_at:T deleted_at:T`,
  tblbankaccts: `pay_method_id:i bank_name:t acct_type:t bank_data:t created_at:T updated_at:T
    deleted_at:T`,
  tbladminroles: 'name:t widgets:t reports:t systememails:i accountemails:i supportemails:i',
  tbladmins: `uuid:t roleid:i username:t password:t passwordhash:t authmodule:t authdata:t firstname:t
    lastname:t email:t signature:t notes:t template:t language:t disabled:i loginattempts:i
    supportdepts:t ticketnotifications:t created_at:T updated_at:T`,
};

const KINDS: Readonly<Record<string, string>> = {
  i: 'int not null default 0',
  d: 'decimal(16,2) not null default 0',
  d5: 'decimal(16,5) not null default 0',
  t: 'text null',
  D: "date null default '0000-00-00'",
  T: "datetime null default '0000-00-00 00:00:00'",
};

/** The statements that make all of them. */
export const createTables: readonly string[] = Object.entries(TABLES).map(([table, columns]) => {
  const defined = columns.split(/\s+/).map((column) => {
    const [name = '', kind = ''] = column.split(':');
    return `\`${name}\` ${KINDS[kind]}`;
  });
  return `create table ${table} (id int not null auto_increment primary key, ${defined.join(', ')})
    engine=InnoDB default charset=utf8mb4`;
});
