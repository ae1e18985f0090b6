<?php
/*
 * Plugin Name: ICSSI news
 * Description: [icssi_news lang="ar" forum="hit-peace-forum" limit="5"] lists the newest stories.
 * Version: 1.1
 * Requires at least: 5.3
 * Requires PHP: 7.4
 *
 * Save it as wp-content/plugins/icssi-news.php and enter the site's address below, or upload
 * icssi-news.zip from the site's page for partners, which knows the address; then activate it. It
 * asks the initiative's site at most every five minutes. While that cannot be reached it shows what
 * it has for an hour and then nothing, because a story may have been withdrawn meanwhile. For the
 * same reason: IF A PAGE-CACHE PLUGIN IS ACTIVE, exclude the pages with this shortcode, or let them
 * expire within half an hour.
 */

if (!defined('ABSPATH')) {
    exit;
}

const ICSSI_SITE = 'https://example.org'; // the address of the initiative's site

add_shortcode('icssi_news', function ($attributes) {
    $defaults = ['lang' => 'ar', 'forum' => '', 'topic' => '', 'limit' => '5'];
    $query = array_filter(shortcode_atts($defaults, $attributes, 'icssi_news'), 'strlen');
    $stories = icssi_stories(ICSSI_SITE . '/api/v1/news/?' . http_build_query($query));
    if (!$stories) {
        return strpos($query['lang'] ?? '', 'ar') === 0
            ? '<p class="icssi-news" lang="ar" dir="rtl">لا توجد أخبار لعرضها الآن.</p>'
            : '<p class="icssi-news" lang="en" dir="ltr">There are no stories to show at the moment.</p>';
    }
    return '<ul class="icssi-news">' . implode('', array_map('icssi_story', $stories)) . '</ul>';
});

/** Return the stories at an address of the API, from the last five minutes if there are any. */
function icssi_stories(string $address): array
{
    $key = 'icssi_' . md5($address);
    $cached = get_transient($key) ?: ['asked' => 0, 'answered' => 0, 'stories' => []];
    if (time() - $cached['asked'] < 5 * MINUTE_IN_SECONDS) {
        return $cached['stories'];
    }
    $cached['asked'] = time();
    $answer = wp_remote_get($address, ['timeout' => 5]);
    $page = json_decode(wp_remote_retrieve_body($answer), true);
    if (wp_remote_retrieve_response_code($answer) === 200 && is_array($page['results'] ?? null)) {
        $cached = ['answered' => time(), 'stories' => $page['results']] + $cached;
    } else {
        error_log("icssi_news: $address: " . ($page['errors'][0]['message'] ?? $page['detail'] ?? 'no answer'));
    }
    if (time() - $cached['answered'] > 55 * MINUTE_IN_SECONDS) { // the next look is five minutes away
        $cached['stories'] = [];
    }
    set_transient($key, $cached, HOUR_IN_SECONDS);
    return $cached['stories'];
}

/** Return one story as HTML; whatever comes from outside is escaped. */
function icssi_story(array $story): string
{
    $html = sprintf('<li lang="%s" dir="%s">', esc_attr($story['lang']), esc_attr($story['dir']));
    if ($story['image']) {
        ['url' => $url, 'alt' => $alt, 'credit' => $credit, 'width' => $width, 'height' => $height] = $story['image'];
        $size = sprintf('width="%d" height="%d" loading="lazy" style="max-width:100%%;height:auto"', $width, $height);
        $html .= '<figure><img src="' . esc_url($url) . '" alt="' . esc_attr($alt) . "\" $size>";
        $html .= $credit ? '<figcaption>' . esc_html($credit) . '</figcaption></figure>' : '</figure>';
    }
    $day = wp_date(get_option('date_format'), strtotime($story['published_at']), new DateTimeZone('Asia/Baghdad'));
    $html .= '<a href="' . esc_url($story['url']) . '">' . esc_html($story['title']) . '</a> ';
    $html .= '<time datetime="' . esc_attr($story['published_at']) . '">' . esc_html($day) . '</time>';
    $html .= '<p>' . esc_html($story['summary'] ?? '') . '</p>';
    if ($story['translation']['status'] === 'outdated') {
        $note = ['ar' => 'تغيّر النص الأصلي بعد هذه الترجمة.', 'en' => 'The original has changed since this translation.'];
        $html .= '<p>' . esc_html($note[$story['lang']] ?? $note['en']) . '</p>';
    }
    return $html . '<small>' . esc_html($story['credit_line']) . '</small></li>';
}
