/** The entries of the installed package, for the bundles. */
export * as credwire from 'credwire';
export * as clients from 'credwire/clients';
export * as codecs from 'credwire/codecs';
export * as jsbn from 'credwire/jsbn';
export * as sandbox from 'credwire/sandbox';
export * as session from 'credwire/session';
