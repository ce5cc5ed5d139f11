using System.Globalization;
using System.Text;

namespace OrgWork.Cadres;

/// <summary>
/// The XML of the 3.0 editor. Read with a scanner of our own and not a parser, since a parser forgets what a file must come out with again: blanks,
/// spelling of empty elements, references, order, what it does not know. It knows no entities but XML's five, and refuses any declaration of a document type.
/// </summary>
sealed class LrmxFile : FormFile
{
    const int MostElements = 20_000, Deepest = 64, LongestTag = 4096;
    const string Root = "Person";

    /// <summary>An element, by places in <see cref="FileText.Signs"/>.</summary>
    sealed record Element(string Name, int Start, int ContentStart, int Depth, int Parent)
    {
        public int ContentEnd { get; set; } = -1;
        public int End { get; set; }
        public bool IsEmptyTag { get; init; }
        public bool IsClosed { get; set; }
    }

    readonly FileText text;
    readonly List<Element> elements = [];
    /// <summary>Where each known element of the person stands.</summary>
    readonly Dictionary<string, Element> known = [];
    readonly List<Element> items = [];
    readonly List<Element> families = [];

    public override string Ending => ".lrmx";

    public LrmxFile(byte[] bytes) : base(bytes)
    {
        text = new(bytes);
        if (text.Doubt is { } doubt) Doubts.Add(doubt);
        Scan();
        if (elements.Count == 0) throw new FormRefusedException("不是任免审批表文件：里面没有 XML 元素");
        if (!elements[0].Name.Equals(Root, StringComparison.OrdinalIgnoreCase)) throw new FormRefusedException($"不是任免审批表文件：根元素是 <{Short(elements[0].Name)}>，应为 <{Root}>");
        ReadPerson();
    }

    void Scan()
    {
        var signs = text.Signs;
        var open = new Stack<int>();
        var broken = false;
        for (var at = 0; (at = signs.IndexOf('<', at)) >= 0;)
        {
            var rest = signs.AsSpan(at);
            int end;
            if (rest.StartsWith("<!--")) end = After("-->", at + 4);
            else if (rest.StartsWith("<![CDATA[")) end = After("]]>", at + 9);
            else if (rest.StartsWith("<?")) end = After("?>", at + 2);
            else if (rest.StartsWith("<!")) throw new FormRefusedException("文件里有 DTD 或实体声明，可能是恶意构造的，不接收；正常的任免审批表文件没有这种内容");
            else if (rest.StartsWith("</"))
            {
                end = After(">", at + 2);
                broken |= !Close(open, signs[(at + 2)..Math.Max(at + 2, end - 1)].Trim(), at, end);
            }
            else if (at + 1 < signs.Length && IsNameStart(signs[at + 1]))
            {
                end = TagEnd(at);
                var isEmpty = signs[Math.Max(at, end - 2)] == '/' && end - 2 > at;
                var name = NameAt(at + 1, end);
                if (elements.Count >= MostElements || open.Count >= Deepest) throw new FormRefusedException("文件的元素太多或嵌套太深，不是正常的任免审批表");
                if (open.Count == 0 && elements.Count > 0) broken = true;
                elements.Add(new(name, at, end, open.Count, open.Count == 0 ? -1 : open.Peek()) { IsEmptyTag = isEmpty, ContentEnd = isEmpty ? end : -1, End = end, IsClosed = isEmpty });
                if (!isEmpty) open.Push(elements.Count - 1);
            }
            else
            {
                // A lone sign inside a text.
                broken = true;
                end = at + 1;
            }
            at = end;
        }
        if (open.Count > 0)
        {
            broken = true;
            foreach (var index in open)
            {
                // What was not closed ends where the next thing begins.
                var element = elements[index];
                var child = elements.FirstOrDefault(other => other.Parent == index);
                element.ContentEnd = index == 0 || child is null || Known(element) == FormElements.Family ? signs.Length : child.Start;
                element.End = signs.Length;
            }
        }
        if (!broken) return;
        IsDamaged = true;
        Doubts.Add("文件不完整或结构有误（可能没有传完），只读出了能读的部分，请对照原件");

        int After(string what, int from)
        {
            var found = from <= signs.Length ? signs.IndexOf(what, from, StringComparison.Ordinal) : -1;
            if (found >= 0) return found + what.Length;
            broken = true;
            return signs.Length;
        }

        int TagEnd(int from)
        {
            var quote = '\0';
            for (var i = from + 1; i < Math.Min(signs.Length, from + LongestTag); i++)
            {
                var c = signs[i];
                if (quote != 0)
                {
                    if (c == quote) quote = '\0';
                }
                else if (c is '"' or '\'') quote = c;
                else if (c == '>') return i + 1;
                else if (c == '<') break;
            }
            broken = true;
            // Up to the next tag, so that one bad quote does not swallow the file.
            var next = signs.AsSpan(from + 1).IndexOfAny('<', '>');
            return next < 0 ? signs.Length : from + 1 + next + (signs[from + 1 + next] == '>' ? 1 : 0);
        }
    }

    bool Close(Stack<int> open, string name, int at, int end)
    {
        if (!open.Any(index => elements[index].Name == name)) return false;
        var isClean = true;
        while (open.Count > 0)
        {
            var element = elements[open.Pop()];
            (element.ContentEnd, element.End) = (at, end);
            if (element.Name == name)
            {
                element.IsClosed = true;
                return isClean;
            }
            isClean = false;
        }
        return false;
    }

    string NameAt(int from, int end)
    {
        var to = from;
        while (to < end && text.Signs[to] is not (' ' or '\t' or '\r' or '\n' or '/' or '>' or '<')) to++;
        return text.Signs[from..to];
    }

    static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' || c >= 0x80;
    static string Short(string name) => name.Length > 30 ? name[..30] + "…" : name;
    static string? Known(Element element) => FormElements.Known(element.Name[(element.Name.IndexOf(':') + 1)..]);

    void ReadPerson()
    {
        for (var i = 1; i < elements.Count; i++)
        {
            var element = elements[i];
            if (element.Parent != 0) continue;
            if (Known(element) is not { } name)
            {
                // Kept by keeping the bytes. One is known from other writers and says nothing that 入党时间 does not.
                if (TextOf(element) != "" && element.Name != "ZhengZhiMianMao") Doubts.Add($"有本平台不认识的项目 <{Short(element.Name)}>，导出时原样保留，没有读入");
                continue;
            }
            if (name == FormElements.Family)
            {
                families.Add(element);
                ReadFamily(i);
                continue;
            }
            var value = name == FormElements.Photo ? RawText(element) : TextOf(element);
            if (known.TryGetValue(name, out var first))
            {
                var before = name == FormElements.Photo ? RawText(first) : Text(name);
                if (value == "" || value == before) continue;
                Doubts.Add($"{FormElements.NameOf(name)}在文件里出现了两次，内容不同，用的是{(before == "" ? "后" : "前")}一个");
                if (before != "") continue;
            }
            known[name] = element;
            if (name == FormElements.Photo) ReadPhoto(value);
            else texts[name] = value;
        }
        if (Text(FormElements.Name) == "") Doubts.Add("没有姓名");
    }

    void ReadFamily(int family)
    {
        for (var i = family + 1; i < elements.Count && elements[i].Start < elements[family].End; i++)
        {
            if (elements[i].Parent != family) continue;
            var values = FormRelative.Elements.Select(name => elements.Skip(i + 1).TakeWhile(e => e.Start < elements[i].End).FirstOrDefault(e => e.Parent == i && e.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } part ? TextOf(part) : "").ToList();
            var relative = FormRelative.Of(values);
            // Rows in which nothing was filled in are not people.
            if (relative.IsEmpty) continue;
            Family.Add(relative);
            items.Add(elements[i]);
        }
    }

    void ReadPhoto(string base64)
    {
        if (base64 == "") return;
        var compact = string.Concat(base64.Where(c => !char.IsWhiteSpace(c)));
        var buffer = new byte[compact.Length * 3 / 4 + 3];
        if (!Convert.TryFromBase64String(compact, buffer, out var length)) Doubts.Add("照片不是正确的 Base64，没有读入；导出时原样保留");
        else if (PictureKind.Of(buffer.AsSpan(0, length)) is null) Doubts.Add("照片不是 JPG、PNG、BMP、GIF 图像，没有读入；导出时原样保留");
        else Photo = buffer[..length];
    }

    string TextOf(Element element) => Plain(Known(element) ?? element.Name, RawText(element));

    /// <summary>The text inside, with references resolved; markup inside is passed over.</summary>
    string RawText(Element element)
    {
        var (signs, at, end) = (text.Signs, element.ContentStart, element.ContentEnd);
        if (at >= end) return "";
        var first = signs.AsSpan(at, end - at).IndexOf('<');
        if (first < 0) return Resolved(text.Between(at, end));
        var result = new StringBuilder();
        while (at < end)
        {
            var next = signs.AsSpan(at, end - at).IndexOf('<') is var found && found < 0 ? end : at + found;
            result.Append(Resolved(text.Between(at, next)));
            at = next;
            if (at >= end) break;
            var rest = signs.AsSpan(at, end - at);
            if (rest.StartsWith("<![CDATA["))
            {
                var close = rest.IndexOf("]]>") is var c && c < 0 ? rest.Length : c;
                result.Append(text.Between(at + 9, at + Math.Max(9, close)));
                at += Math.Min(rest.Length, close + 3);
            }
            else
            {
                var closing = rest.StartsWith("<!--") ? "-->" : ">";
                var to = rest.IndexOf(closing);
                at = to < 0 ? end : at + to + closing.Length;
            }
        }
        return result.ToString();
    }

    static string Resolved(string raw)
    {
        if (!raw.Contains('&')) return raw;
        var result = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            // A reference is short; a lone & is a sign like others.
            var end = raw[i] == '&' ? raw.IndexOf(';', i, Math.Min(12, raw.Length - i)) : -1;
            if (end < 0)
            {
                result.Append(raw[i]);
                continue;
            }
            var name = raw.AsSpan(i + 1, end - i - 1);
            var resolved = name switch
            {
                "lt" => "<", "gt" => ">", "amp" => "&", "quot" => "\"", "apos" => "'",
                ['#', 'x' or 'X', .. var hex] when int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code) => char.ConvertFromUtf32(code),
                ['#', .. var digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code) => char.ConvertFromUtf32(code),
                _ => null,
            };
            if (resolved is null)
            {
                result.Append('&');
                continue;
            }
            result.Append(resolved);
            i += name.Length + 1;
        }
        return result.ToString();
    }

    // ---- writing

    public override byte[] With(FormChanges changes)
    {
        if (changes.IsNothing) return Bytes;
        if (IsDamaged) throw new InvalidOperationException("A damaged file is not changed inside.");
        // New elements at one place follow each other in the editor's order.
        return text.Replace(FormElements.InOrder.SelectMany(pair => pair.Element switch
        {
            FormElements.Photo => changes.Photo is { } photo ? [Put(FormElements.Photo, Encode(Convert.ToBase64String(photo)))] : [],
            FormElements.Family => changes.Family is { } family ? PutFamily(family) : [],
            var name => changes.Texts.TryGetValue(name, out var value) ? [Put(name, Escaped(value))] : Array.Empty<(int, int, byte[])>(),
        }));
    }

    (int, int, byte[]) Put(string name, byte[] content)
    {
        if (!known.TryGetValue(name, out var element)) return Insert(name, [.. Encode($"<{name}>"), .. content, .. Encode($"</{name}>")]);
        if (!element.IsEmptyTag) return (element.ContentStart, element.ContentEnd, content);
        // <X/> becomes <X>…</X>, with whatever attributes it has.
        var tag = text.Signs[element.Start..element.End];
        return (element.Start, element.End, [.. Encode(text.Between(element.Start, element.Start + tag.LastIndexOf('/')).TrimEnd() + ">"), .. content, .. Encode($"</{element.Name}>")]);
    }

    /// <summary>Behind the last element that the editor writes before it, indented as that one is.</summary>
    (int, int, byte[]) Insert(string name, byte[] element)
    {
        var place = FormElements.PlaceOf(name);
        var before = known.Select(pair => (pair.Key, pair.Value)).Concat(families.Select(f => (Key: FormElements.Family, Value: f))).Where(pair => FormElements.PlaceOf(pair.Key) < place).OrderBy(pair => FormElements.PlaceOf(pair.Key)).Select(pair => pair.Value).LastOrDefault();
        var at = before?.End ?? elements[0].ContentStart;
        return (at, at, [.. Encode(IndentOf(before ?? elements.FirstOrDefault(e => e.Parent == 0))), .. element]);
    }

    /// <summary>The blanks in front of an element, when nothing else stands there.</summary>
    string IndentOf(Element? element)
    {
        if (element is null) return "";
        var at = element.Start;
        while (at > 0 && text.Signs[at - 1] is ' ' or '\t' or '\r' or '\n') at--;
        return at > 0 && text.Signs[at - 1] == '>' ? text.Signs[at..element.Start] : "";
    }

    IEnumerable<(int, int, byte[])> PutFamily(IReadOnlyList<FormRelative> wanted)
    {
        if (families.Count == 0)
        {
            var indent = IndentOf(elements.FirstOrDefault(e => e.Parent == 0));
            var inner = indent == "" ? "" : indent + "  ";
            yield return Insert(FormElements.Family, [.. Encode($"<{FormElements.Family}>"), .. wanted.SelectMany(relative => ItemBytes(relative, inner)), .. Encode($"{indent}</{FormElements.Family}>")]);
            yield break;
        }
        // The same people at the beginning and at the end stay where they are; of the rest each is changed where it stands.
        var (head, tail) = (0, 0);
        while (head < wanted.Count && head < Family.Count && IsSame(wanted[head], Family[head])) head++;
        while (tail < wanted.Count - head && tail < Family.Count - head && IsSame(wanted[^(tail + 1)], Family[^(tail + 1)])) tail++;
        var shared = Math.Min(wanted.Count, Family.Count) - tail;
        for (var i = 0; i < shared; i++)
            foreach (var piece in PutItem(items[i], Family[i], wanted[i])) yield return piece;
        for (var i = 1; i <= tail; i++)
            foreach (var piece in PutItem(items[^i], Family[^i], wanted[^i])) yield return piece;
        // More than before: behind the one they follow. Fewer: the surplus goes, with the blanks in front of it.
        if (wanted.Count > Family.Count)
        {
            var after = shared > 0 ? items[shared - 1] : null;
            var at = after?.End ?? FamilyBeginning();
            if (after is null && families[0].IsEmptyTag)
            {
                yield return (families[0].Start, families[0].End, [.. Encode($"<{families[0].Name}>"), .. wanted.SelectMany(relative => ItemBytes(relative, "")), .. Encode($"</{families[0].Name}>")]);
                yield break;
            }
            var indent = IndentOf(after ?? items.FirstOrDefault());
            if (indent == "" && items.Count == 0 && IndentOf(families[0]) is { Length: > 0 } outer) indent = outer + "  ";
            yield return (at, at, [.. wanted.Skip(shared).Take(wanted.Count - Family.Count).SelectMany(relative => ItemBytes(relative, indent))]);
        }
        for (var i = shared; i < Family.Count - tail; i++) yield return (items[i].Start - IndentOf(items[i]).Length, items[i].End, []);

        int FamilyBeginning() => items.Count > 0 ? items[0].Start - IndentOf(items[0]).Length : families[0].ContentStart;
        static bool IsSame(FormRelative one, FormRelative other) => one.Name == other.Name;
    }

    IEnumerable<(int, int, byte[])> PutItem(Element item, FormRelative old, FormRelative wanted)
    {
        var index = elements.IndexOf(item);
        for (var i = 0; i < FormRelative.Elements.Length; i++)
        {
            if (old.Values[i] == wanted.Values[i]) continue;
            var name = FormRelative.Elements[i];
            var part = elements.FirstOrDefault(e => e.Parent == index && e.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            var content = Escaped(wanted.Values[i]);
            if (part is null)
            {
                var last = elements.LastOrDefault(e => e.Parent == index);
                yield return (last?.End ?? item.ContentStart, last?.End ?? item.ContentStart, [.. Encode(IndentOf(last)), .. Encode($"<{name}>"), .. content, .. Encode($"</{name}>")]);
            }
            else if (part.IsEmptyTag) yield return (part.Start, part.End, [.. Encode($"<{part.Name}>"), .. content, .. Encode($"</{part.Name}>")]);
            else yield return (part.ContentStart, part.ContentEnd, content);
        }
    }

    byte[] ItemBytes(FormRelative relative, string indent)
    {
        var inner = indent == "" ? "" : indent + "  ";
        return
        [
            .. Encode($"{indent}<{FormElements.Item}>"),
            .. FormRelative.Elements.Zip(relative.Values).SelectMany(pair => (byte[])[.. Encode($"{inner}<{pair.First}>"), .. Escaped(pair.Second), .. Encode($"</{pair.First}>")]),
            .. Encode($"{indent}</{FormElements.Item}>"),
        ];
    }

    byte[] Escaped(string value)
    {
        var newLine = text.Signs.Contains("\r\n", StringComparison.Ordinal) || !text.Signs.Contains('\n') ? "\r\n" : "\n";
        return Encode(Escape(value, newLine));
    }

    internal static string Escape(string value, string newLine) => FormTexts.Plain(value).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\n", newLine);

    /// <summary>What the file's encoding has no place for goes in as a reference.</summary>
    byte[] Encode(string value)
    {
        try
        {
            return text.Encoding.GetBytes(value);
        }
        catch (EncoderFallbackException)
        {
            return text.Encoding.GetBytes(string.Concat(value.EnumerateRunes().Select(rune => CanEncode(rune) ? rune.ToString() : $"&#{rune.Value};")));
        }

        bool CanEncode(Rune rune)
        {
            try
            {
                return text.Encoding.GetByteCount(rune.ToString()) > 0;
            }
            catch (EncoderFallbackException)
            {
                return false;
            }
        }
    }

    /// <summary>A file for somebody of whom none was ever received, as the editor writes it.</summary>
    public static byte[] Fresh(IReadOnlyDictionary<string, string> texts, IReadOnlyList<FormRelative> family, byte[]? photo)
    {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<Person>\r\n");
        foreach (var (element, _) in FormElements.InOrder)
        {
            if (element == FormElements.Family)
            {
                xml.Append("  <").Append(element).Append(">\r\n");
                foreach (var relative in family)
                {
                    xml.Append("    <Item>\r\n");
                    foreach (var (name, value) in FormRelative.Elements.Zip(relative.Values)) xml.Append("      <").Append(name).Append('>').Append(Escape(value, "\r\n")).Append("</").Append(name).Append(">\r\n");
                    xml.Append("    </Item>\r\n");
                }
                xml.Append("  </").Append(element).Append(">\r\n");
                continue;
            }
            var text = element switch { FormElements.Photo => photo is null ? "" : Convert.ToBase64String(photo), FormElements.Version => "3.2.1.16", _ => texts.GetValueOrDefault(element, "") };
            // Only the newest editor knows these two.
            if (text == "" && (element is FormElements.AgeLimit or FormElements.FormerAgeLimit)) continue;
            xml.Append("  <").Append(element).Append('>').Append(Escape(text, "\r\n")).Append("</").Append(element).Append(">\r\n");
        }
        xml.Append("</Person>\r\n");
        var clean = xml.ToString();
        if (!FormTexts.IsWellFormed(clean)) clean = string.Concat(clean.EnumerateRunes());
        return [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(clean)];
    }
}

/// <summary>What an image is, by its first bytes.</summary>
static class PictureKind
{
    public static string? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : bytes.StartsWith("GIF8"u8) ? "image/gif"
        : bytes.StartsWith("BM"u8) && bytes.Length > 54 ? "image/bmp"
        : null;
}
