using System.Text.RegularExpressions;

namespace OrgWork.Host;

/// <summary>What the library of the command line says by itself, in Chinese: its own translation leaves half of it in English.</summary>
static class Words
{
    static readonly (string Said, string Meant)[] Phrases =
    [
        (@"^Description:", "说明:"),
        (@" \(REQUIRED\)", "（必填）"),
        (@"\[default: ([^\]\r\n]*)\]", "（不写为 $1）"),
        (@"Show help and usage information", "显示用法"),
        (@"Show version information", "显示版本"),
        (@"\[options\]", "[选项]"),
        (@"\[command\]", "[命令]"),
        (@"(?<=^  )OrgWork\.Host\b", "./build/orgwork"),
        (@"Option '([^']*)' is required\.", "缺少选项 $1，必须写明。"),
        (@"Option '([^']*)' expects a single argument but \d+ were provided\.", "选项 $1 只能写一个值。"),
        (@"Cannot parse argument '([^']*)' for (?:option|command) '([^']*)' as expected type '[^']*'\.(?: Did you mean one of the following\?)?", "“$1”不是 $2 能用的值。"),
        (@"Cannot parse argument '([^']*)' as expected type '[^']*'\.", "“$1”不是能用的值。"),
        (@"'([^']*)' was not matched\. Did you mean one of the following\?", "没有“$1”。是不是："),
        (@"(\S+) option cannot be combined with other arguments\.", "选项 $1 要单独使用。"),
        (@"Unhandled exception: ", "平台出错："),
    ];

    public static string In(string said) => Phrases.Aggregate(said, (text, phrase) => Regex.Replace(text, phrase.Said, phrase.Meant, RegexOptions.Multiline | RegexOptions.CultureInvariant));
}
