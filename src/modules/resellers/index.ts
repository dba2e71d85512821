import './price-catalogue.ts';
import './product-key.ts';
import './set-price-list-price.ts';
