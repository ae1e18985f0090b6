<?php
/**
 * Stories as HTML. Whatever came from outside is escaped, and bodies are cleaned once more.
 */

namespace ICSSI_News;

defined( 'ABSPATH' ) || exit;

final class Show {
	const BODY = array(
		'div'        => array( 'lang' => true, 'dir' => true ),
		'a'          => array( 'href' => true, 'hreflang' => true, 'lang' => true, 'dir' => true ),
		'img'        => array( 'src' => true, 'srcset' => true, 'sizes' => true, 'width' => true, 'height' => true, 'alt' => true, 'loading' => true, 'decoding' => true ),
		'bdi'        => array( 'dir' => true ),
		'bdo'        => array( 'dir' => true ),
		'p'          => array(),
		'h2'         => array(),
		'h3'         => array(),
		'h4'         => array(),
		'ul'         => array(),
		'ol'         => array(),
		'li'         => array(),
		'blockquote' => array(),
		'figure'     => array(),
		'figcaption' => array(),
		'footer'     => array(),
		'cite'       => array(),
		'small'      => array(),
		'strong'     => array(),
		'em'         => array(),
		'b'          => array(),
		'i'          => array(),
		'br'         => array(),
	);

	/** Return the list that the attributes of a block or a shortcode ask for. */
	public static function news( array $asked ): string {
		// WordPress looks for shortcodes in what a block has shown: a title must not run any.
		return strtr( self::list_of( $asked ), array( '[' => '&#091;', ']' => '&#093;' ) );
	}

	private static function list_of( array $asked ): string {
		$languages = self::languages( (string) $asked['lang'] );
		if ( is_feed() ) {
			// Feed readers store what they get; a link to the initiative's site forgets by itself.
			return self::paragraph( 'elsewhere', $languages[0], Settings::get( 'site' ) . "/{$languages[0]}/" );
		}
		// Page caches know this constant: a stored page would not forget what is withdrawn.
		defined( 'DONOTCACHEPAGE' ) || define( 'DONOTCACHEPAGE', true );
		self::ask_if_it_is_time();
		$limit   = min( max( (int) $asked['limit'], 1 ), Settings::MOST );
		$forums  = '' === $asked['forum'] ? null : self::works( (string) $asked['forum'] );
		$stories = State::is_good() ? Copy::stories( $languages, $forums, (string) $asked['topic'], $limit ) : array();
		if ( ! $stories ) {
			return self::paragraph( 'none', $languages[0] );
		}
		wp_enqueue_style( 'icssi-news', plugins_url( 'assets/news.css', FILE ), array(), VERSION );
		$html          = '';
		$with_pictures = ! empty( $asked['pictures'] ) && Settings::get( 'pictures' );
		foreach ( $stories as $story ) {
			$html .= self::story( $story, $with_pictures );
		}
		return "<ul class=\"icssi-news\">$html</ul>" . self::credits_below( $stories );
	}

	/** Where the schedule is late, the reader who comes waits for one short question. */
	private static function ask_if_it_is_time(): void {
		$state = State::read();
		$age   = time() - $state['checked_at'];
		if ( $age > 50 * MINUTE_IN_SECONDS && time() - $state['asked_at'] > 5 * MINUTE_IN_SECONDS && $state['not_before'] <= time() ) {
			Sync::run( 4, 4 );
		}
	}

	private static function languages( string $asked ): array {
		$wanted = array_map( 'trim', explode( ',', 'both' === $asked ? 'ar,en' : $asked ) );
		$found  = array_values( array_intersect( $wanted, Settings::get( 'languages' ) ) );
		return $found ? $found : array( Settings::language() );
	}

	/** Return the work of a forum that is named by its work or by its slug in either language. */
	private static function works( string $forum ): array {
		$works = array();
		foreach ( Copy::forums() as $item ) {
			$slug = basename( rawurldecode( (string) wp_parse_url( $item['url'], PHP_URL_PATH ) ) );
			if ( in_array( $forum, array( $item['work'], $slug ), true ) ) {
				$works[] = $item['work'];
			}
		}
		return array_values( array_unique( $works ) );
	}

	private static function paragraph( string $text, string $language, string $address = '' ): string {
		$shown = esc_html( Readers::text( $text, $language ) );
		return sprintf(
			'<p class="icssi-news" lang="%s" dir="%s">%s</p>',
			esc_attr( $language ),
			Readers::direction( $language ),
			'' === $address ? $shown : '<a href="' . esc_url( $address ) . "\">$shown</a>"
		);
	}

	private static function story( array $item, bool $with_picture ): string {
		$html  = sprintf( '<li lang="%s" dir="%s">', esc_attr( $item['lang'] ), esc_attr( $item['dir'] ) );
		$html .= $with_picture && ! empty( $item['image']['url'] ) ? self::picture( $item['image'] ) : '';
		$html .= '<a class="icssi-news-title" href="' . esc_url( $item['url'] ) . '">' . esc_html( $item['title'] ) . '</a>';
		if ( ! empty( $item['published_at'] ) ) {
			$day   = Readers::day( $item['published_at'], $item['lang'] );
			$html .= ' <time datetime="' . esc_attr( $item['published_at'] ) . '">' . esc_html( $day ) . '</time>';
		}
		$html .= self::text( $item );
		if ( 'outdated' === ( $item['translation']['status'] ?? '' ) ) {
			$html .= '<p class="icssi-news-note">' . esc_html( Readers::text( 'outdated', $item['lang'] ) ) . '</p>';
		}
		return $html . ( 'each' === Settings::get( 'credit' ) ? self::credit( $item ) : '' ) . '</li>';
	}

	private static function picture( array $image ): string {
		$credit = empty( $image['credit'] ) ? '' : '<figcaption>' . esc_html( $image['credit'] ) . '</figcaption>';
		return sprintf(
			'<figure><img src="%s" alt="%s" width="%d" height="%d" loading="lazy">%s</figure>',
			esc_url( $image['url'] ),
			esc_attr( $image['alt'] ?? '' ),
			(int) ( $image['width'] ?? 0 ),
			(int) ( $image['height'] ?? 0 ),
			$credit
		);
	}

	private static function text( array $item ): string {
		$texts = Settings::get( 'texts' );
		if ( 'full' === $texts && ! empty( $item['body_html'] ) ) {
			return wp_kses( $item['body_html'], self::BODY, array( 'http', 'https', 'mailto', 'tel' ) );
		}
		return 'title' === $texts || empty( $item['summary'] ) ? '' : '<p>' . esc_html( $item['summary'] ) . '</p>';
	}

	private static function credit( array $item ): string {
		return empty( $item['credit_line'] ) ? '' : '<small>' . esc_html( $item['credit_line'] ) . '</small>';
	}

	/** Return each different credit line once, where the administrator wants them below the list. */
	private static function credits_below( array $stories ): string {
		if ( 'once' !== Settings::get( 'credit' ) ) {
			return '';
		}
		$html = '';
		foreach ( array_column( $stories, null, 'credit_line' ) as $item ) {
			$html .= sprintf( '<p class="icssi-news-credit" lang="%s" dir="%s">%s</p>', esc_attr( $item['lang'] ), esc_attr( $item['dir'] ), self::credit( $item ) );
		}
		return $html;
	}
}
