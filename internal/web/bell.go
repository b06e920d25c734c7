package web

import (
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
)

// ring tells what a visitor's jobs have come to.
func ring(r *kit.Request, s *database.Snapshot) (b kit.Bell, err error) {
	if !r.Can("job.view") {
		return b, nil
	}
	news, err := jobs.NewsOf(s, r.Actor.UserID)
	b.Done, b.Running = news.Done, news.Running
	if news.Last.ID != 0 {
		b.Words, b.Address = news.Last.Words(), "/jobs/"+kit.FormatID(news.Last.ID)
	}
	return b, err
}
