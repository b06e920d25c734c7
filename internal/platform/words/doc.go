// Package words holds the sentences for error codes and the labels for states and code lists, for pages, papers and the
// command line alike. Refusals say what is wrong and the way out. {name} stands for an argument of the error.
package words
