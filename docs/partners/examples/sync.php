<?php
// Keep a copy of what the initiative has published, in a JSON file: {"items": {id: item}, …}.
//
//     php sync.php https://example.org copy.json                    everything, both languages
//     php sync.php https://example.org arabic.json "lang=ar&type=news"
//
// Needs PHP 7.4 or newer with allow_url_fopen. Run it from cron, every ten minutes for example, and
// keep both files out of reach of browsers. After an hour without a success it empties the copy,
// because something may have been withdrawn.

const UTC = 'Y-m-d\TH:i:s\Z', TRIES = 4, TIMEOUT_SECONDS = 30, LONGEST_WAIT_SECONDS = 60, HOUR_SECONDS = 3600;
function report(string $problem): void { fwrite(STDERR, "$problem\n"); }

// Return [status, seconds to wait or 0, body]; status 0 means no connection.
function fetch(string $address): array {
    $options = ['timeout' => TIMEOUT_SECONDS, 'ignore_errors' => true, 'user_agent' => 'partner-sync/1.0'];
    $stream = @fopen($address, 'rb', false, stream_context_create(['http' => $options]));
    [$status, $wait] = [0, 0];
    foreach ($stream ? stream_get_meta_data($stream)['wrapper_data'] : [] as $line) {
        if (preg_match('~^HTTP/\S+ (\d+)~', $line, $found)) $status = (int) $found[1];
        if (preg_match('~^Retry-After: *(\d+)~i', $line, $found)) $wait = (int) $found[1];
    }
    return [$status, $wait, $stream ? stream_get_contents($stream) : '']; // half of it is no JSON
}

// Return the answer, or null where our cursor is no longer good; try again where that may help.
function ask(string $address): ?object {
    for ($attempt = 1;; $attempt++) {
        [$status, $wait, $body] = fetch($address);
        if ($status === 410 || ($status === 400 && strpos($body, 'invalid_cursor'))) return null;
        if ($status >= 400 && $status < 500 && $status !== 429) throw new Exception("$address: $status\n$body");
        $page = $status === 200 ? json_decode($body) : null;
        if (isset($page->results, $page->next_cursor)) return $page;
        $wait = $wait ?: 2 ** ($attempt - 1);
        if ($attempt === TRIES || $wait > LONGEST_WAIT_SECONDS) break;
        report("status $status; trying again in $wait s");
        sleep($wait);
    }
    throw new Exception("$address: status $status; giving up until the next run");
}

// Return the copy brought up to date, or null where its cursor is no longer good.
function follow(array $copy): ?array {
    while ($page = ask($copy['source'] . ($copy['cursor'] ? "&cursor={$copy['cursor']}" : ''))) {
        foreach ($page->results as $entry) {
            if ($entry->op === 'upsert') $copy['items'][$entry->item->id] = $entry->item;
            elseif ($entry->op === 'delete') unset($copy['items'][$entry->id]);
            else report("Passed over “{$entry->op}”: is there a newer sync.php?");
        }
        $copy['cursor'] = $page->next_cursor;
        if (!$page->has_more) return ['checked_at' => gmdate(UTC)] + $copy;
    }
    return null;
}

if (PHP_SAPI !== 'cli') exit;
if ($argc < 3) throw new Exception('Usage: php sync.php <address of the site> <file> [<filters>]');
$source = rtrim($argv[1], '/') . '/api/v1/changes/?' . ($argv[3] ?? 'lang=en,ar');
[$path, $is_failure] = [$argv[2], false];
$empty = ['source' => $source, 'cursor' => null, 'checked_at' => '', 'items' => []];
$stored = json_decode((string) @file_get_contents($path));
if (!isset($stored->items)) report("There is no copy in $path that can be read, so a new one begins");
$stored = isset($stored->items) ? ['items' => (array) $stored->items] + (array) $stored + $empty : $empty;
try { // another question, or a cursor that is too old, begins another copy
    $copy = follow($stored['source'] === $source ? $stored : $empty) ?? follow($empty);
    if ($copy === null) throw new Exception('Every cursor is refused');
} catch (Throwable $error) {
    $is_failure = true;
    report($error->getMessage());
    if ($stored['checked_at'] > gmdate(UTC, time() - HOUR_SECONDS)) exit(1); // the copy stays as it was
    report("$path IS EMPTIED: no success for an hour");
    $copy = ['checked_at' => $stored['checked_at']] + $empty;
}
$flags = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION | JSON_THROW_ON_ERROR;
$text = json_encode(['items' => (object) $copy['items']] + $copy, $flags);
$new = "$path." . getmypid(); // readers see the old copy or the new one, never half of one
$is_failure |= file_put_contents($new, $text) !== strlen($text) || !rename($new, $path);
echo count($copy['items']), " items in $path\n";
exit((int) $is_failure);
