// Package views holds the HTML templates and static files, embedded. layout/ frames every page, pages/ has one file per screen,
// static/ has the style sheet and the one script.
package views

import "embed"

// Files of the views.
//
//go:embed layout/*.html pages/*.html static/*
var Files embed.FS
