//! The known name that a wrong one was meant to be.

/// The name nearest to `word`, if one is so near that it was probably meant.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = plain(word);
    // One letter in three may be wrong.
    let most = (wanted.len() / 3).max(1);
    names
        .into_iter()
        .filter(|name| *name != word)
        .filter_map(|name| Some((distance(&wanted, &plain(name), most)?, name)))
        .min()
        .map(|(_, name)| name)
}

/// "did you mean …?", or nothing.
pub fn did_you_mean<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, names).map(|name| format!("did you mean `{name}`?"))
}

/// The words of a list as a sentence names them.
pub fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// What a hurried writer would not tell apart.
fn plain(text: &str) -> Vec<char> {
    let letters = text.trim().chars().filter(|letter| !matches!(letter, ' ' | '-' | '_')).take(80);
    letters.flat_map(char::to_lowercase).collect()
}

/// How many letters must be put in, left out, changed or swapped with their neighbour (Damerau-Levenshtein, each letter
/// touched once); nothing if more than `most`.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.is_empty() || b.is_empty() || a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                let two_before: &Vec<usize> = &before;
                least = least.min(two_before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|found| *found <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names = ["kabul", "kandahar", "x_chaman", "Pakistan"];
        let near = |word| nearest(word, names);
        assert_eq!(near("Kabul"), Some("kabul"));
        assert_eq!(near("kandhaar"), Some("kandahar"));
        assert_eq!(near("x-chaman"), Some("x_chaman"));
        assert_eq!(near("paksitan"), Some("Pakistan"));
        assert_eq!(near("herat"), None);
        assert_eq!(near(""), None);
    }
}
