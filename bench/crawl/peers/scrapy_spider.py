# Scrapy, told not to wait, with everything off that a crawl of one site does not need; links by lxml.
import os
import re
from urllib.parse import urljoin, urlsplit

import scrapy
from scrapy.crawler import CrawlerProcess

START = os.environ['SEEDS']
CONCURRENCY = int(os.environ['CONC'])
HOST = urlsplit(START).netloc
LEFT_ASIDE = re.compile(r'\.(?:pdf|docx?|xlsx?|zip|rar)(?:[?#]|$)|/download\?|/assets/|/search', re.I)


class Site(scrapy.Spider):
    name = 'site'
    start_urls = [START]
    handle_httpstatus_list = [404]
    seen = {START}

    def parse(self, response):
        if not isinstance(response, scrapy.http.HtmlResponse):
            return
        for href in response.xpath('//a/@href').getall():
            href = href.strip()
            if not href or href.startswith(('#', 'javascript:', 'mailto:', 'tel:')):
                continue
            url = urljoin(response.url, href).split('#')[0]
            if url in self.seen or urlsplit(url).netloc != HOST or LEFT_ASIDE.search(url):
                continue
            self.seen.add(url)
            yield scrapy.Request(url)


process = CrawlerProcess({
    'LOG_ENABLED': False,
    'CONCURRENT_REQUESTS': CONCURRENCY,
    'CONCURRENT_REQUESTS_PER_DOMAIN': CONCURRENCY,
    'DOWNLOAD_DELAY': 0,
    'ROBOTSTXT_OBEY': False,
    'COOKIES_ENABLED': False,
    'RETRY_ENABLED': False,
    'TELNETCONSOLE_ENABLED': False,
    'REFERER_ENABLED': False,
    'REQUEST_FINGERPRINTER_IMPLEMENTATION': '2.7',
})
process.crawl(Site)
process.start()
