/** The four entries of the installed package, for the bundles. */
export * as credwire from 'credwire';
export * as clients from 'credwire/clients';
export * as codecs from 'credwire/codecs';
export * as sandbox from 'credwire/sandbox';
