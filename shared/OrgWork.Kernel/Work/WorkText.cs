using System.Text.RegularExpressions;

namespace OrgWork.Kernel;

/// <summary>One line of a plan as it was written.</summary>
/// <param name="Level">1 方面, 2 任务</param>
public sealed record WorkLine(int Level, string Number, string Title, string Measures);

/// <summary>
/// Reads a document of key points as offices write it: “一、” begins an aspect, “（一）”, “1.” or a paragraph of its own a task, whose first sentence is its title and the rest its measures.
/// </summary>
public static partial class WorkText
{
    public static IReadOnlyList<WorkLine> Read(string text)
    {
        var lines = new List<WorkLine>();
        int aspects = 0, tasks = 0;
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = raw.Trim(' ', '\t', '　');
            if (line == "") continue;
            if (Aspect().Match(line) is { Success: true } aspect)
            {
                lines.Add(new(1, $"{++aspects}", aspect.Groups[2].Value.Trim(), ""));
                tasks = 0;
                continue;
            }
            // What stands before the first aspect is the preamble.
            if (aspects == 0) continue;
            var body = Task().Match(line) is { Success: true } task ? task.Groups[2].Value.Trim() : line;
            var (title, rest) = Split(body);
            lines.Add(new(2, $"{aspects}-{++tasks}", title, rest));
        }
        return lines;
    }

    /// <summary>The first sentence, without its full stop, and what follows it.</summary>
    static (string Title, string After) Split(string body)
    {
        var end = body.IndexOf('。', StringComparison.Ordinal);
        var (title, rest) = end < 0 ? (body, "") : (body[..end], body[(end + 1)..].Trim());
        return title.Length <= 200 ? (title, rest) : (title[..200], title[200..] + rest);
    }

    [GeneratedRegex("^([一二三四五六七八九十百]+)、(.+)$")] private static partial Regex Aspect();
    [GeneratedRegex("^(（[一二三四五六七八九十百]+）|[0-9]{1,3}[.．、])(.+)$")] private static partial Regex Task();
}
