<?php
// Print the addresses that a site has, as JSON, with WP_SITE=en or ar.
$_SERVER += array( 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1' );
require "$argv[1]/wp-load.php";
$found = array();
foreach ( get_posts( array( 'post_type' => array( 'post', 'page' ), 'post_status' => array( 'publish', 'private', 'pending', 'future', 'draft', 'trash' ), 'numberposts' => -1 ) ) as $post ) {
	$found[] = array(
		'number'   => $post->ID,
		'type'     => $post->post_type,
		'link'     => get_permalink( $post ),
		'feed'     => get_post_comments_feed_link( $post->ID ),
	);
}
$terms = array();
foreach ( get_terms( array( 'taxonomy' => array( 'category', 'post_tag' ), 'hide_empty' => true ) ) as $term ) {
	$terms[] = array(
		'link'     => get_term_link( $term ),
		'feed'     => get_term_feed_link( $term->term_id, $term->taxonomy ),
		'query'    => 'category' === $term->taxonomy ? "?cat={$term->term_id}" : "?tag={$term->slug}",
	);
}
echo wp_json_encode( array( 'posts' => $found, 'terms' => $terms ) );
