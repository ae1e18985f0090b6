<?php
/**
 * Reads feeds with the SimplePie of a WordPress, which is what its RSS block does, and prints what
 * it finds as JSON.
 *
 *     php simplepie.php /usr/share/wordpress http://127.0.0.1:8000/feeds/ar/news.rss …
 */

error_reporting(E_ALL & ~E_DEPRECATED);
[, $folder] = $argv;
define('ABSPATH', rtrim($folder, '/') . '/');
define('WPINC', 'wp-includes');
require ABSPATH . WPINC . '/class-simplepie.php';

/** Returns plain text, as the block makes it of what SimplePie gives it as HTML. */
function plain($html)
{
    return html_entity_decode(strip_tags((string) $html), ENT_QUOTES | ENT_HTML5, 'UTF-8');
}

$found = [];
foreach (array_slice($argv, 2) as $address) {
    $feed = new SimplePie();
    $feed->enable_cache(false);
    $feed->set_feed_url($address);
    if (!$feed->init()) {
        fwrite(STDERR, $address . ': ' . $feed->error() . "\n");
        exit(1);
    }
    $items = [];
    foreach ($feed->get_items() as $item) {
        $author = $item->get_author();
        $file = $item->get_enclosure();
        $items[] = [
            'id' => $item->get_id(),
            'title' => plain($item->get_title()),
            'link' => html_entity_decode($item->get_permalink()),
            'summary' => plain($item->get_description()),
            'date' => (int) $item->get_date('U'),
            'author' => $author ? plain($author->get_name()) : '',
            'file' => $file && $file->get_link() ? $file->get_link() : '',
            'length' => $file ? (int) $file->get_length() : 0,
            'type' => $file ? (string) $file->get_type() : '',
        ];
    }
    $found[$address] = [
        'title' => plain($feed->get_title()),
        'language' => (string) $feed->get_language(),
        'items' => $items,
    ];
}
echo json_encode($found, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), "\n";
