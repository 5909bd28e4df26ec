// Viewer request on the behaviours that lead to the HTTP API.
// The functions believe these two headers, together with x-origin-verify, which CloudFront adds
// to the origin's request. Whatever a client sent under the three names is gone.
function handler(event) {
  const request = event.request;
  const headers = request.headers;
  delete headers['x-origin-verify'];
  headers['x-viewer-address'] = { value: event.viewer.ip };
  headers['x-viewer-host'] = { value: headers.host.value };
  return request;
}
