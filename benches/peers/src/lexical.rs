//! A search engine as a classifier: tantivy with jieba's words, the text as one long query, BM25.

use anyhow::Result;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Index, Searcher, TantivyDocument, Term};
use tantivy_jieba::JiebaTokenizer;

use crate::Document;

/// An index of the entries in memory.
pub(crate) struct Search {
    searcher: Searcher,
    words: TextAnalyzer,
    text: Field,
}

impl Search {
    pub(crate) fn new(documents: &[Document]) -> Result<Search> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default().set_tokenizer("jieba").set_index_option(IndexRecordOption::WithFreqs);
        let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
        let index = Index::create_in_ram(schema.build());
        let words = TextAnalyzer::from(JiebaTokenizer::new());
        index.tokenizers().register("jieba", words.clone());
        let mut writer = index.writer_with_num_threads(1, 20_000_000)?;
        for document in documents {
            let mut row = TantivyDocument::default();
            row.add_text(text, &document.text);
            writer.add_document(row)?;
        }
        writer.commit()?;
        Ok(Search { searcher: index.reader()?.searcher(), words, text })
    }

    /// How many entries are found, `most` at most.
    pub(crate) fn best(&self, text: &str, most: usize) -> Result<usize> {
        let mut terms = Vec::new();
        let mut words = self.words.clone();
        words.token_stream(text).process(&mut |token| terms.push(Term::from_field_text(self.text, &token.text)));
        let clauses = terms.into_iter().map(|term| {
            let query: Box<dyn Query> = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
            (Occur::Should, query)
        });
        let query = BooleanQuery::new(clauses.collect());
        Ok(self.searcher.search(&query, &TopDocs::with_limit(most).order_by_score())?.len())
    }
}
