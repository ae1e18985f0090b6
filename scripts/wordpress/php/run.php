<?php
// Run a piece of PHP inside one site: php run.php FOLDER CODE, with WP_SITE=en or ar.
$_SERVER += array( 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1' );
require "$argv[1]/wp-load.php";
eval( $argv[2] ); // of the scenarios
