/** Angular's HttpClient without an application: an injector that holds it and nothing else. */
// First: Angular's packages are compiled further as they are loaded.
import '@angular/compiler';
import { XhrFactory } from '@angular/common';
import { HttpClient, provideHttpClient, withFetch } from '@angular/common/http';
import {
  createEnvironmentInjector,
  DOCUMENT,
  type EnvironmentInjector,
  Injector,
  provideZonelessChangeDetection,
  ɵINJECTOR_SCOPE as SCOPE,
} from '@angular/core';

/** Makes one, on fetch or (its default) on XMLHttpRequest. */
export function angularClient(backend: 'fetch' | 'xhr'): HttpClient {
  const providers = [
    { provide: SCOPE, useValue: 'root' }, // else services that Angular provides "in root" are not found
    provideZonelessChangeDetection(),
    { provide: DOCUMENT, useValue: globalThis.document },
    { provide: XhrFactory, useValue: { build: () => new XMLHttpRequest() } },
    backend === 'fetch' ? provideHttpClient(withFetch()) : provideHttpClient(),
  ];
  // Angular's own name for having no parent; its type is the wider one.
  const parent = Injector.NULL as EnvironmentInjector;
  return createEnvironmentInjector(providers, parent).get(HttpClient);
}
