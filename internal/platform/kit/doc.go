// Package kit is what every page shares: the request with its session, forms that refuse what no field may hold, CSRF,
// the one mapping from refusals to pages, and the template engine. It knows no business.
package kit
