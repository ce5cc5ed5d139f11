using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace OrgWork.Ui;

/// <summary>The options of a code table, encoded once: some tables have a hundred codes, and a filter bar has a dozen tables.</summary>
sealed class CodeOptions(CodeSet codes, string chosen) : IHtmlContent
{
    static readonly ConditionalWeakTable<CodeSet, string[]> Encoded = [];

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var parts = Encoded.GetValue(codes, set => [.. set.Codes.Select(code => $"<option value=\"{encoder.Encode(code.Value)}\"|>{encoder.Encode(code.Name)}</option>")]);
        for (var i = 0; i < parts.Length; i++)
        {
            var bar = parts[i].IndexOf('|');
            writer.Write(parts[i].AsSpan(0, bar));
            if (codes.Codes[i].Value == chosen) writer.Write(" selected");
            writer.Write(parts[i].AsSpan(bar + 1));
        }
    }
}
