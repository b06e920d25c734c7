// Package schema describes each table of the office once: its columns with their heads, types, examples and limits.
// The workbooks that are taken in, the folder of an inspector, the lists that are written, the extract, the empty
// templates, the manual of columns and the machine-readable schema are views of these descriptions; a column that is
// added here is there in all of them.
//
// A table has uses (Import, Folder, Export, Extract), and each of its columns takes part in all of them unless it
// says otherwise.
package schema
