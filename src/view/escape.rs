//! Foreign text made safe for the two languages it is put into.
//!
//! Input: any text. Output: text that a parser of XML, HTML or JSON inside HTML reads back as that text. It knows
//! nothing of what the text says.

/// Text as content or as a quoted attribute of XML or HTML. Characters that XML 1.0 does not allow at all (section 2.2)
/// become U+FFFD.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

/// JSON as the content of an HTML `script` element: nothing in it can end the element or open a comment. The three
/// characters can stand in JSON only inside strings, where the escape means the same.
pub(super) fn json_in_script(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_cannot_leave_its_place() {
        let hostile = "</script><img src=x onerror='a'> & \"b\" \u{1}]]>";
        let safe = xml(hostile);
        assert_eq!(
            safe, "&lt;/script&gt;&lt;img src=x onerror=&#39;a&#39;&gt; &amp; &quot;b&quot; \u{fffd}]]&gt;",
            "{safe}"
        );

        let json = serde_json::to_string(hostile).unwrap();
        let inside = json_in_script(&json);
        assert!(!inside.contains(['<', '>', '&']), "{inside}");
        assert_eq!(serde_json::from_str::<String>(&inside).unwrap(), hostile);
    }
}
