// Viewer request on the default behaviour: the published pages.
// Runtime cloudfront-js-2.0, which knows no for-of, destructuring or default arguments.
const LANGUAGES = ['en', 'fr'];

function handler(event) {
  const request = event.request;
  const uri = request.uri;
  // Only the edge may say where a viewer is or came in.
  delete request.headers['x-viewer-address'];
  delete request.headers['x-viewer-host'];
  if (uri === '/') {
    return redirect(302, '/' + language(request.headers['accept-language']) + '/', 'no-store');
  }
  // Where password managers look (W3C, "A well-known URL for changing passwords").
  if (uri === '/.well-known/change-password') {
    return redirect(302, '/' + language(request.headers['accept-language']) + '/desk/password', 'no-store');
  }
  // The pattern is strict, so that '//elsewhere' or '/\elsewhere' never becomes a Location.
  if (/^\/[a-z][a-z](\/[A-Za-z0-9_-]+)*$/.test(uri)) {
    return redirect(301, uri + '/', 'public, max-age=86400');
  }
  if (uri.endsWith('/')) {
    request.uri = uri + 'index.html';
  }
  return request;
}

// The language that an Accept-Language header (RFC 9110) likes best, English if it likes none.
function language(header) {
  let best = LANGUAGES[0];
  let quality = 0;
  (header ? header.value : '').toLowerCase().split(',').slice(0, 32).forEach(function (item) {
    const parts = item.split(';');
    const tag = parts[0].trim().split('-')[0];
    const q = parts.length > 1 ? Number(parts[1].trim().replace(/^q=/, '')) : 1;
    if (LANGUAGES.indexOf(tag) >= 0 && q > quality && q <= 1) {
      best = tag;
      quality = q;
    }
  });
  return best;
}

// The first answer many people get: it carries the transport rule whatever else is added.
function redirect(status, location, caching) {
  return {
    statusCode: status,
    statusDescription: status === 301 ? 'Moved Permanently' : 'Found',
    headers: {
      location: { value: location },
      'cache-control': { value: caching },
      vary: { value: 'accept-language' },
      'strict-transport-security': { value: 'max-age=63072000; includeSubDomains' },
    },
  };
}
