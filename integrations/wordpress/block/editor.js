/* The block in the editor: choices at the side, and the list as readers will see it. */
( function ( wp, { forums, topics, texts } ) {
  const { createElement: make } = wp.element;
  const { InspectorControls, useBlockProps } = wp.blockEditor;
  const { Disabled, PanelBody, RangeControl, SelectControl, ToggleControl } = wp.components;
  const languages = [
    { value: '', label: texts.site },
    { value: 'ar', label: texts.arabic },
    { value: 'en', label: texts.english },
    { value: 'both', label: texts.both },
  ];

  /* What was chosen stays in the list though it may be gone from the copy. */
  function choices( names, chosen ) {
    const known = Object.entries( names ).map( ( [ value, label ] ) => ( { value, label } ) );
    const lost = chosen && ! ( chosen in names ) ? [ { value: chosen, label: chosen } ] : [];
    return [ { value: '', label: texts.settings }, ...known, ...lost ];
  }

  function Edit( { attributes, setAttributes } ) {
    const set = ( name ) => ( value ) => setAttributes( { [ name ]: value } );
    const select = ( name, options ) =>
      make( SelectControl, { key: name, label: texts[ name ], value: attributes[ name ], options, onChange: set( name ) } );
    const panel = make(
      PanelBody,
      { title: texts.panel },
      make( SelectControl, { label: texts.language, value: attributes.lang, options: languages, onChange: set( 'lang' ) } ),
      select( 'forum', choices( forums, attributes.forum ) ),
      select( 'topic', choices( topics, attributes.topic ) ),
      make( RangeControl, {
        label: texts.limit, value: attributes.limit || undefined, initialPosition: 5, min: 1, max: 20,
        allowReset: true, onChange: ( value ) => setAttributes( { limit: value || 0 } ),
      } ),
      make( ToggleControl, { label: texts.pictures, checked: attributes.pictures, onChange: set( 'pictures' ) } )
    );
    const list = make( wp.serverSideRender, { block: 'icssi/news', attributes } );
    return make( 'div', useBlockProps(), make( InspectorControls, null, panel ), make( Disabled, null, list ) );
  }

  wp.blocks.registerBlockType( 'icssi/news', { edit: Edit, save: () => null } );
} )( window.wp, window.icssiNews );
