/** Angular's HttpClient without an application: an injector that holds it and nothing else. */
import '@angular/compiler';
import { HttpClient, type HttpFeature, type HttpFeatureKind, provideHttpClient } from '@angular/common/http';
import {
  createEnvironmentInjector,
  type EnvironmentInjector,
  Injector,
  provideZonelessChangeDetection,
  ɵINJECTOR_SCOPE as SCOPE,
} from '@angular/core';

/** Makes one; `withFetch()` among the features takes fetch for XMLHttpRequest. */
export function angularClient(...features: HttpFeature<HttpFeatureKind>[]): HttpClient {
  const providers = [
    { provide: SCOPE, useValue: 'root' }, // else services that Angular provides "in root" are not found
    provideZonelessChangeDetection(),
    provideHttpClient(...features),
  ];
  // Angular's own name for having no parent; its type is the wider one.
  const parent = Injector.NULL as EnvironmentInjector;
  return createEnvironmentInjector(providers, parent).get(HttpClient);
}
