// Package views holds the HTML templates and static files, embedded. layout/ frames every page; a wing's folder has
// one file a screen, and files of parts that its screens share. A part of a page has the page's name before its own:
// "run/batches". attendance/phone/ is the page for checks without signal and its worker; static/ has what browsers
// load, the style sheet in parts under css/ and the script of every page under js/, which are joined. `make fmt` lays
// the templates out.
package views

import "embed"

// Files of the views.
//
//go:embed */*.html attendance/phone/* static/* static/css/* static/js/*
var Files embed.FS
