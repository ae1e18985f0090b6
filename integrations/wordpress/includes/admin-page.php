<?php
/**
 * The page under Settings.
 */

namespace ICSSI_News;

defined( 'ABSPATH' ) || exit;

$icssi_set   = Settings::all();
$icssi_name  = Settings::OPTION;
$icssi_state = State::read();
$icssi_texts = array(
	'title'   => __( 'Titles only', 'icssi-news' ),
	'summary' => __( 'Titles and summaries', 'icssi-news' ),
	'full'    => __( 'Whole texts', 'icssi-news' ),
);
$icssi_lines = array(
	'each' => __( 'Below each story', 'icssi-news' ),
	'once' => __( 'Once, below the list', 'icssi-news' ),
);
?>
<div class="wrap">
<h1><?php esc_html_e( 'ICSSI News', 'icssi-news' ); ?></h1>
<p><?php esc_html_e( 'Show stories with the block “ICSSI News”, or with the shortcode:', 'icssi-news' ); ?> <code dir="ltr">[icssi_news lang="ar" limit="5"]</code></p>
<form action="options.php" method="post">
	<?php settings_fields( Admin::PAGE ); ?>
	<table class="form-table" role="presentation">
	<tr>
		<th scope="row"><label for="icssi-site"><?php esc_html_e( 'Address of the initiative’s site', 'icssi-news' ); ?></label></th>
		<td><input class="regular-text code" dir="ltr" type="url" required id="icssi-site" name="<?php echo esc_attr( $icssi_name ); ?>[site]" value="<?php echo esc_attr( $icssi_set['site'] ); ?>"></td>
	</tr>
	<tr>
		<th scope="row"><?php esc_html_e( 'Languages', 'icssi-news' ); ?></th>
		<td><fieldset><legend class="screen-reader-text"><?php esc_html_e( 'Languages', 'icssi-news' ); ?></legend>
		<?php foreach ( array( 'ar' => __( 'Arabic', 'icssi-news' ), 'en' => __( 'English', 'icssi-news' ) ) as $icssi_tag => $icssi_label ) : ?>
			<label><input type="checkbox" name="<?php echo esc_attr( $icssi_name ); ?>[languages][]" value="<?php echo esc_attr( $icssi_tag ); ?>" <?php checked( in_array( $icssi_tag, $icssi_set['languages'], true ) ); ?>> <?php echo esc_html( $icssi_label ); ?></label><br>
		<?php endforeach; ?>
		<p class="description"><?php esc_html_e( 'Stories in these languages are copied. Each block chooses among them.', 'icssi-news' ); ?></p></fieldset></td>
	</tr>
	<?php
	foreach ( array(
		'forum' => array( __( 'Forum', 'icssi-news' ), __( 'Only stories of this forum: the last part of its address. Empty: of all.', 'icssi-news' ) ),
		'topic' => array( __( 'Topic', 'icssi-news' ), __( 'Only stories on this topic: the last part of its address. Empty: on all.', 'icssi-news' ) ),
	) as $icssi_key => list( $icssi_label, $icssi_help ) ) :
		?>
	<tr>
		<th scope="row"><label for="icssi-<?php echo esc_attr( $icssi_key ); ?>"><?php echo esc_html( $icssi_label ); ?></label></th>
		<td><input class="regular-text" dir="auto" type="text" id="icssi-<?php echo esc_attr( $icssi_key ); ?>" name="<?php echo esc_attr( "{$icssi_name}[$icssi_key]" ); ?>" value="<?php echo esc_attr( $icssi_set[ $icssi_key ] ); ?>">
		<p class="description"><?php echo esc_html( $icssi_help ); ?></p></td>
	</tr>
	<?php endforeach; ?>
	<tr>
		<th scope="row"><label for="icssi-limit"><?php esc_html_e( 'Number of stories', 'icssi-news' ); ?></label></th>
		<td><input class="small-text" type="number" min="1" max="<?php echo (int) Settings::MOST; ?>" required id="icssi-limit" name="<?php echo esc_attr( $icssi_name ); ?>[limit]" value="<?php echo (int) $icssi_set['limit']; ?>"></td>
	</tr>
	<?php
	foreach ( array(
		'texts'  => array( __( 'How much of a story', 'icssi-news' ), $icssi_texts ),
		'credit' => array( __( 'Credit line', 'icssi-news' ), $icssi_lines ),
	) as $icssi_key => list( $icssi_label, $icssi_options ) ) :
		?>
	<tr>
		<th scope="row"><label for="icssi-<?php echo esc_attr( $icssi_key ); ?>"><?php echo esc_html( $icssi_label ); ?></label></th>
		<td><select id="icssi-<?php echo esc_attr( $icssi_key ); ?>" name="<?php echo esc_attr( "{$icssi_name}[$icssi_key]" ); ?>">
		<?php foreach ( $icssi_options as $icssi_value => $icssi_text ) : ?>
			<option value="<?php echo esc_attr( $icssi_value ); ?>" <?php selected( $icssi_set[ $icssi_key ], $icssi_value ); ?>><?php echo esc_html( $icssi_text ); ?></option>
		<?php endforeach; ?>
		</select></td>
	</tr>
	<?php endforeach; ?>
	<tr>
		<th scope="row"><?php esc_html_e( 'Pictures', 'icssi-news' ); ?></th>
		<td><label><input type="checkbox" name="<?php echo esc_attr( $icssi_name ); ?>[pictures]" value="1" <?php checked( $icssi_set['pictures'] ); ?>> <?php esc_html_e( 'Show pictures', 'icssi-news' ); ?></label></td>
	</tr>
	</table>
	<?php submit_button(); ?>
</form>
<h2><?php esc_html_e( 'The copy', 'icssi-news' ); ?></h2>
<p><?php esc_html_e( 'Every ten minutes this website asks for what is new, changed or withdrawn. What the initiative withdraws is removed here; after an hour without an answer nothing is shown.', 'icssi-news' ); ?></p>
<table class="widefat striped" style="max-width:40rem">
	<tr><th scope="row"><?php esc_html_e( 'Stories', 'icssi-news' ); ?></th><td><?php echo esc_html( number_format_i18n( Copy::count( 'news' ) ) ); ?></td></tr>
	<tr><th scope="row"><?php esc_html_e( 'Last successful check', 'icssi-news' ); ?></th><td><?php echo esc_html( Admin::time( $icssi_state['checked_at'] ) ); ?></td></tr>
	<tr><th scope="row"><?php esc_html_e( 'Next check', 'icssi-news' ); ?></th><td><?php echo esc_html( Admin::time( (int) wp_next_scheduled( Life::HOOK ) ) ); ?></td></tr>
	<?php if ( $icssi_state['problem'] ) : ?>
	<tr><th scope="row"><?php esc_html_e( 'Problem', 'icssi-news' ); ?></th><td>
		<?php echo esc_html( Problems::sentence( $icssi_state['problem'] ) ); ?>
		<?php if ( $icssi_state['problem']['detail'] ) : ?>
			<br><code><bdi><?php echo esc_html( $icssi_state['problem']['detail'] ); ?></bdi></code>
		<?php endif; ?>
	</td></tr>
	<?php endif; ?>
</table>
<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post">
	<input type="hidden" name="action" value="<?php echo esc_attr( Admin::ACTION ); ?>">
	<?php
	wp_nonce_field( Admin::ACTION );
	submit_button( __( 'Check now', 'icssi-news' ), 'secondary' );
	?>
</form>
</div>
