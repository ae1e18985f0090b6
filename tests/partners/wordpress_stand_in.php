<?php
// As much of WordPress as the shortcode needs, to run it against a live site.
// Usage: php wordpress_stand_in.php <plugin> <attributes as JSON> <file that holds transients>

const ABSPATH = '/', MINUTE_IN_SECONDS = 60, HOUR_IN_SECONDS = 3600;
[, $plugin, $attributes, $transients] = $argv;

function add_shortcode($name, $callback) { $GLOBALS['shortcodes'][$name] = $callback; }
function shortcode_atts($defaults, $given) { return array_intersect_key($given, $defaults) + $defaults; }
function get_transients() {
    $file = $GLOBALS['transients'];
    return is_file($file) ? json_decode(file_get_contents($file), true) : [];
}
function get_transient($key) { return get_transients()[$key] ?? false; }
function set_transient($key, $value, $seconds) {
    file_put_contents($GLOBALS['transients'], json_encode([$key => $value] + get_transients()));
}
function wp_remote_get($address, $options) {
    $context = stream_context_create(['http' => ['ignore_errors' => true] + $options]);
    $body = @file_get_contents($address, false, $context);
    return $body === false ? null : ['status' => (int) explode(' ', $http_response_header[0])[1], 'body' => $body];
}
function wp_remote_retrieve_response_code($answer) { return $answer['status'] ?? ''; }
function wp_remote_retrieve_body($answer) { return $answer['body'] ?? ''; }
function get_option($name) { return ['date_format' => 'j F Y'][$name]; }
function wp_date($format, $timestamp, $timezone) {
    return (new DateTime("@$timestamp"))->setTimezone($timezone)->format($format);
}
function esc_html($text) { return htmlspecialchars($text, ENT_QUOTES); }
function esc_attr($text) { return htmlspecialchars($text, ENT_QUOTES); }
function esc_url($url) { return htmlspecialchars($url, ENT_QUOTES); }

require $plugin;
echo $shortcodes['icssi_news'](json_decode($attributes, true));
