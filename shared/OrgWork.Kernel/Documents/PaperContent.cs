using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace OrgWork.Kernel;

/// <summary>One copy of a document, as it goes into the print page.</summary>
public sealed class PaperContent(Layout layout, DocumentContent content) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => PaperHtml.Write(writer, encoder, layout, content);
}
