// Package api is the JSON that pages ask for while somebody types. The same permissions and regions hold as for pages.
package api
