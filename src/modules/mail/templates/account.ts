import { templatesOf } from './template.ts';

/** Emails about accounts and signing in. */
export const accountTemplates = [
  ...templatesOf('GENERAL', [
    {
      name: 'Welcome',
      subject: 'Welcome to {{ company.name }}',
      body: `<p>thank you for opening an account with us. You can sign in with {{ client.email }}:</p>
<p><a href="{{ company.url }}">{{ company.url }}</a></p>
<p>If you have a question, just answer this email.</p>`,
    },
  ]),
  ...templatesOf('USER', [
    {
      name: 'Email Verification',
      subject: 'Please confirm your e-mail address',
      body: `<p>please confirm that this address is yours:</p>
<p><a href="{{ link }}">{{ link }}</a></p>
<p>If you did not ask for this, you need not do anything.</p>`,
    },
    {
      name: 'Password Reset',
      subject: 'Choose a new password',
      body: `<p>somebody, hopefully you, asked for a new password. Choose it here; the link works once and not for long:</p>
<p><a href="{{ link }}">{{ link }}</a></p>
<p>If it was not you, do nothing: your password stays as it is.</p>`,
    },
    {
      name: 'Password Changed',
      subject: 'Your password was changed',
      body: `<p>the password of {{ user.email }} was changed just now. If it was not you, tell us at once.</p>`,
    },
    {
      name: 'Sign-in Code',
      subject: 'Your sign-in code',
      body: `<p>your code is <b>{{ code }}</b>. It works once, for ten minutes. Give it to nobody; we never ask for it.</p>`,
    },
    {
      name: 'Account Locked',
      subject: 'Your account is locked',
      body: `<p>there were a hundred wrong passwords or codes in a row for {{ user.email }}, so nobody can sign in until you open the account:</p>
<p><a href="{{ link }}">{{ link }}</a></p>
<p>The link works once. Your password stays as it is.</p>`,
    },
    {
      name: 'Second Factor Activated',
      subject: 'Signing in now takes a second step',
      body: `<p>from now on, signing in as {{ user.email }} takes a second factor. If you did not set this up, tell us at once.</p>`,
    },
    {
      name: 'Second Factor Deactivated',
      subject: 'Signing in no longer takes a second step',
      body: `<p>the second factor of {{ user.email }} was switched off. If it was not you, tell us at once.</p>`,
    },
    {
      name: 'Account Invitation',
      subject: 'You are invited to an account at {{ company.name }}',
      body: `<p>{% if invitation.invited_by != '' %}{{ invitation.invited_by }} invites you{% else %}you are invited{% endif %} to work with the account of {{ client.full_name }}. Accept until {{ invitation.expires_on }}:</p>
<p><a href="{{ link }}">{{ link }}</a></p>`,
    },
  ]),
];

/** Added later: they stand behind all others, whose numbers are known to old programs. */
export const laterAccountTemplates = templatesOf('USER', [
  {
    name: 'Sign-ins Refused',
    subject: 'Too many failed sign-ins',
    body: `<p>there were too many wrong passwords or codes for {{ user.email }} from one address. From there nobody can sign in for a while; from elsewhere you can, as ever.</p>`,
  },
]);
