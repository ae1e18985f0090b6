<?php
// Fill one site: php fill.php FOLDER FILE, with WP_SITE=en or ar; FILE is JSON of `filling`.
$_SERVER += array( 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1' );
require "$argv[1]/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/image.php';
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';
wp_set_current_user( 1 ); // who may write any HTML
wp_defer_term_counting( true );
$given = json_decode( file_get_contents( $argv[2] ), true );
foreach ( $given['categories'] as $slug => $name ) {
	wp_insert_term( $name, 'category', array( 'slug' => $slug ) );
}
$upload = wp_upload_dir( '2016/03' );
foreach ( $given['files'] as $file ) {
	$path = $upload['path'] . '/' . basename( $file['file'] );
	copy( $file['file'], $path );
	$type = wp_check_filetype( $path );
	$id   = wp_insert_attachment(
		array(
			'import_id'      => $file['number'],
			'post_title'     => pathinfo( $path, PATHINFO_FILENAME ),
			'post_mime_type' => $type['type'],
			'guid'           => $upload['url'] . '/' . basename( $path ),
			'post_date'      => '2016-03-01 10:00:00',
		),
		$path
	);
	if ( 0 === strpos( $type['type'], 'image/' ) ) { // of sounds Debian's WordPress reads nothing
		wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $path ) );
	}
	update_post_meta( $id, '_wp_attachment_image_alt', $file['alt'] );
}
$sticky = array();
foreach ( $given['posts'] as $post ) {
	$values = $post['values'] + array(
		'import_id'    => $post['number'],
		'post_title'   => $post['title'],
		'post_content' => $post['content'],
		'post_status'  => 'publish',
		'post_author'  => 1,
	);
	$id = wp_insert_post( wp_slash( $values ), true );
	if ( is_wp_error( $id ) || $id !== $post['number'] ) {
		fwrite( STDERR, "{$post['number']} was not written\n" );
		exit( 1 );
	}
	foreach ( $post['terms'] as $taxonomy => $slugs ) {
		$ids = array();
		foreach ( $slugs as $slug ) {
			$term = get_term_by( 'slug', $slug, $taxonomy );
			if ( ! $term ) {
				$term = (object) wp_insert_term( $slug, $taxonomy, array( 'slug' => $slug ) );
			}
			$ids[] = (int) $term->term_id;
		}
		wp_set_object_terms( $id, $ids, $taxonomy );
	}
	foreach ( $post['meta'] as $name => $value ) {
		update_post_meta( $id, $name, wp_slash( $value ) );
	}
	if ( $post['thumbnail'] ) {
		set_post_thumbnail( $id, $post['thumbnail'] );
	}
	if ( $post['form'] ) {
		set_post_format( $id, $post['form'] );
	}
	if ( $post['is_sticky'] ) {
		$sticky[] = $id;
	}
}
update_option( 'sticky_posts', $sticky );
wp_defer_term_counting( false );
flush_rewrite_rules( false );
