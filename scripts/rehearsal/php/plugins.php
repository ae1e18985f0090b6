<?php
// What plugins for languages and several authors register, so that the exporter writes it.
add_action( 'init', static function () {
	foreach ( array( 'language', 'post_translations', 'author' ) as $name ) {
		register_taxonomy( $name, array( 'post', 'page' ), array( 'public' => false, 'query_var' => false ) );
	}
	add_theme_support( 'post-formats', array( 'aside', 'gallery', 'link', 'quote', 'video' ) );
}, 1 );
