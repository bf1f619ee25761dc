/** Angular's HttpClient without an application. */
// First: Angular's packages are compiled further as they are loaded.
import '@angular/compiler';
import { HttpClient, HttpXhrBackend, provideHttpClient, withFetch } from '@angular/common/http';
import {
  createEnvironmentInjector,
  type EnvironmentInjector,
  Injector,
  provideZonelessChangeDetection,
  ɵINJECTOR_SCOPE as SCOPE,
} from '@angular/core';

/** One on XMLHttpRequest. */
export function angularOnXhr(): HttpClient {
  return new HttpClient(new HttpXhrBackend({ build: () => new XMLHttpRequest() }));
}

/** One on fetch, whose backend asks an injector for its parts. */
export function angularOnFetch(): HttpClient {
  const providers = [
    { provide: SCOPE, useValue: 'root' }, // else services that Angular provides "in root" are not found
    provideZonelessChangeDetection(),
    provideHttpClient(withFetch()),
  ];
  // Angular's own name for having no parent; its type is the wider one.
  const parent = Injector.NULL as EnvironmentInjector;
  return createEnvironmentInjector(providers, parent).get(HttpClient);
}
