// The least crawler in Go: net/http and the tokenizer of golang.org/x/net/html, breadth first.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"
)

var leftAside = regexp.MustCompile(`(?i)\.(pdf|docx?|xlsx?|zip|rar)([?#]|$)|/download\?|/assets/|/search`)

func main() {
	concurrency, _ := strconv.Atoi(os.Getenv("CONC"))
	start, _ := url.Parse(os.Getenv("SEEDS"))
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: concurrency, MaxConnsPerHost: concurrency}}
	var lock sync.Mutex
	wake := sync.NewCond(&lock)
	seen := map[string]bool{start.String(): true}
	queue := []string{start.String()}
	active, pages := 0, 0
	var workers sync.WaitGroup
	for i := 0; i < concurrency; i++ {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for {
				lock.Lock()
				for len(queue) == 0 && active > 0 {
					wake.Wait()
				}
				if len(queue) == 0 {
					lock.Unlock()
					wake.Broadcast()
					return
				}
				next := queue[0]
				queue = queue[1:]
				active++
				lock.Unlock()
				found, isPage := open(client, next, start.Host)
				lock.Lock()
				active--
				if isPage {
					pages++
				}
				for _, address := range found {
					if !seen[address] {
						seen[address] = true
						queue = append(queue, address)
					}
				}
				lock.Unlock()
				wake.Broadcast()
			}
		}()
	}
	workers.Wait()
	fmt.Println(pages)
}

func open(client *http.Client, address string, host string) ([]string, bool) {
	answer, err := client.Get(address)
	if err != nil {
		return nil, false
	}
	defer answer.Body.Close()
	if answer.StatusCode != 200 || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
		io.Copy(io.Discard, answer.Body)
		return nil, false
	}
	base := answer.Request.URL
	var found []string
	tokens := html.NewTokenizer(answer.Body)
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			io.Copy(io.Discard, answer.Body)
			return found, true
		case html.StartTagToken:
			name, more := tokens.TagName()
			for isAnchor := string(name) == "a"; isAnchor && more; {
				var key, value []byte
				key, value, more = tokens.TagAttr()
				if string(key) != "href" {
					continue
				}
				link, err := base.Parse(strings.TrimSpace(string(value)))
				if err != nil || link.Host != host {
					continue
				}
				link.Fragment = ""
				if text := link.String(); !leftAside.MatchString(text) {
					found = append(found, text)
				}
			}
		}
	}
}
