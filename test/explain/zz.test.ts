import { diagnose } from 'credwire/explain';
import { test } from 'vitest';
test('perf', () => {
  const o = { baseUrl: 'https://mes.example', userLogin: 'demo', password: 'correct horse battery staple' };
  for (const url of ['https://mes.example/api/tokens?userLogin=demo&password=jTpn+KK/TcRsHhUeGU2FsQ==', 'https://mes.example/api/tokens?userLogin=demo&password=jTpn%2BKK%2FTcRsHhUeGU2FsQ%3D%3D']) {
    diagnose('ifactory', o, url);
    const t = performance.now();
    for (let i = 0; i < 20; i++) diagnose('ifactory', o, url);
    console.log((performance.now() - t) / 20);
  }
});
