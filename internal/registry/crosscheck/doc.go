// Package crosscheck holds the exports of two other systems against the holders of posts here (双系统对账): the provincial
// employment system and the poverty-monitoring system. How a system names its columns is a mapping, which an office can
// change; their filing number and state are kept by person; a list in their template is written from here, so that
// nothing is typed twice. A difference accuses nobody: it says which side to mend, or is explained.
package crosscheck
