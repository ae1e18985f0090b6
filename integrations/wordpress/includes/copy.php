<?php
/**
 * The copy: one table, the only place where titles and texts of the initiative are stored.
 */

namespace ICSSI_News;

defined( 'ABSPATH' ) || exit;

// The table is this plugin's own and must not be cached: what is withdrawn has to be gone.
// phpcs:disable WordPress.DB.DirectDatabaseQuery, WordPress.DB.PreparedSQL
final class Copy {
	public static function table(): string {
		global $wpdb;
		return "{$wpdb->prefix}icssi_news";
	}

	public static function make(): void {
		global $wpdb;
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		dbDelta(
			'CREATE TABLE ' . self::table() . " (
			id varchar(60) NOT NULL,
			work varchar(40) NOT NULL,
			type varchar(20) NOT NULL,
			lang varchar(10) NOT NULL,
			published_at varchar(30) NOT NULL,
			forums text NOT NULL,
			topics text NOT NULL,
			generation bigint(20) unsigned NOT NULL,
			item longtext NOT NULL,
			PRIMARY KEY  (id),
			KEY listed (type,lang,published_at)
			) {$wpdb->get_charset_collate()};"
		);
	}

	/** Store an item in place of the one with its id; return whether the database took it. */
	public static function store( array $item, int $generation ): bool {
		// An old database without four-byte characters refuses some texts unless they are escaped.
		return self::put( $item, $generation, JSON_UNESCAPED_UNICODE ) || self::put( $item, $generation, 0 );
	}

	private static function put( array $item, int $generation, int $flags ): bool {
		global $wpdb;
		$row = array(
			'id'           => $item['id'],
			'work'         => $item['work'],
			'type'         => $item['type'],
			'lang'         => $item['lang'],
			'published_at' => $item['published_at'],
			'forums'       => self::words( array_column( $item['forums'], 'work' ) ),
			'topics'       => self::words( array_column( $item['topics'], 'slug' ) ),
			'generation'   => $generation,
			'item'         => wp_json_encode( $item, JSON_UNESCAPED_SLASHES | $flags ),
		);
		$is_quiet = $wpdb->suppress_errors();
		$stored   = $wpdb->replace( self::table(), $row );
		$wpdb->suppress_errors( $is_quiet );
		return false !== $stored;
	}

	public static function forget( string $id ): int {
		global $wpdb;
		return (int) $wpdb->delete( self::table(), array( 'id' => $id ) );
	}

	/** Remove what a new snapshot did not have any more. */
	public static function forget_before( int $generation ): int {
		global $wpdb;
		return (int) $wpdb->query( $wpdb->prepare( 'DELETE FROM ' . self::table() . ' WHERE generation < %d', $generation ) );
	}

	public static function clear(): void {
		global $wpdb;
		$wpdb->query( 'DELETE FROM ' . self::table() );
	}

	/** Return how many items of a type there are. */
	public static function count( string $type ): int {
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM ' . self::table() . ' WHERE type = %s', $type ) );
	}

	/** Return the newest stories in any of `$languages`; `$forums` null and `$topic` "" mean all. */
	public static function stories( array $languages, ?array $forums, string $topic, int $limit ): array {
		global $wpdb;
		$given = $languages;
		$where = "type = 'news' AND lang IN (" . implode( ',', array_fill( 0, count( $languages ), '%s' ) ) . ')';
		if ( null !== $forums ) {
			$where .= $forums ? ' AND (' . implode( ' OR ', array_fill( 0, count( $forums ), 'forums LIKE %s' ) ) . ')' : ' AND 1 = 0';
			$given  = array_merge( $given, array_map( array( self::class, 'containing' ), $forums ) );
		}
		if ( '' !== $topic ) {
			$where  .= ' AND topics LIKE %s';
			$given[] = self::containing( $topic );
		}
		$given[] = $limit;
		$select  = 'SELECT item FROM ' . self::table() . " WHERE $where ORDER BY published_at DESC, id LIMIT %d";
		return self::items( $wpdb->get_col( $wpdb->prepare( $select, $given ) ) );
	}

	/** Return the forums of the copy in a language, in the order of their titles. */
	public static function forums( ?string $language = null ): array {
		global $wpdb;
		$items = self::items( $wpdb->get_col( 'SELECT item FROM ' . self::table() . " WHERE type = 'forum' ORDER BY id" ) );
		if ( null !== $language ) {
			$items = array_filter(
				$items,
				static function ( array $item ) use ( $language ): bool {
					return $item['lang'] === $language;
				}
			);
		}
		usort(
			$items,
			static function ( array $one, array $other ): int {
				return strcmp( $one['title'], $other['title'] );
			}
		);
		return $items;
	}

	/** Return the topics of the copied stories in a language: names by slug. */
	public static function topics( string $language ): array {
		$names = array();
		foreach ( self::stories( array( $language ), null, '', 500 ) as $item ) {
			$names += array_column( $item['topics'] ?? array(), 'name', 'slug' );
		}
		asort( $names );
		return $names;
	}

	private static function items( array $texts ): array {
		return array_values( array_filter( array_map( static function ( $text ) { return json_decode( $text, true ); }, $texts ) ) );
	}

	private static function words( array $words ): string {
		return ' ' . implode( ' ', $words ) . ' ';
	}

	private static function containing( string $word ): string {
		global $wpdb;
		return '% ' . $wpdb->esc_like( $word ) . ' %';
	}
}
