// Package web is the server: routes, sessions, the security floor, and the one border at which errors become answers.
package web
