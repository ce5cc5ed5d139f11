using System.Text;
using System.Xml;
using FsCheck;
using FsCheck.Fluent;
using OrgWork.Cadres;
using Xunit;

namespace OrgWork.Tests.Cadres;

public sealed class FormFileTests
{
    static readonly FormChanges Nothing = new(new Dictionary<string, string>());

    /// <summary>The ways in which programs write the same person.</summary>
    static readonly string[] AllWays = ["editor", "no mark", "upper case", "no declaration", "gbk", "gb18030 says utf-8", "utf-16", "references", "cdata", "four blanks", "no blanks", "shuffled", "attributes", "lower case names", "line feeds", "dots"];
    public static TheoryData<string> Ways => [.. AllWays];

    static byte[] Written(string way)
    {
        var xml = FormSamples.EditorText;
        return way switch
        {
            "editor" => FormSamples.Editor,
            "no mark" => FormSamples.Plain(xml),
            "upper case" => FormSamples.Plain(xml.Replace("encoding=\"utf-8\"", "encoding=\"UTF-8\" standalone=\"yes\"")),
            "no declaration" => FormSamples.Plain(xml[(xml.IndexOf("?>", StringComparison.Ordinal) + 4)..]),
            "gbk" => FormSamples.Gbk.GetBytes(xml.Replace("utf-8", "gbk")),
            "gb18030 says utf-8" => FormSamples.Gbk.GetBytes(xml),
            "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(xml.Replace("utf-8", "utf-16"))],
            "references" => FormSamples.Plain(string.Concat(xml.EnumerateRunes().Select(rune => rune.Value < 0x80 ? rune.ToString() : rune.Value % 2 == 0 ? $"&#x{rune.Value:X};" : $"&#{rune.Value};"))),
            "cdata" => FormSamples.Plain(xml.Replace("<RenMianLiYou>工作需要</RenMianLiYou>", "<RenMianLiYou><![CDATA[工作需要]]></RenMianLiYou>").Replace("<JiGuan>示范云山", "<JiGuan><!-- 核过 -->示范云山")),
            "four blanks" => FormSamples.Plain(xml.Replace("  ", "    ").Replace("/JianLi", "/JianLi").Replace(FormSamples.Resume.Replace("  ", "    "), FormSamples.Resume).Replace(FormSamples.Resume.ReplaceLineEndings("\r\n").Replace("  ", "    "), FormSamples.Resume.ReplaceLineEndings("\r\n"))),
            "no blanks" => FormSamples.Plain(xml.Replace(">\r\n", ">").Replace(">  ", ">").Replace(">  ", ">").Replace(">  ", ">")),
            "shuffled" => FormSamples.Plain(Shuffled(xml)),
            "attributes" => FormSamples.Plain(xml.Replace("<Person>", "<Person xmlns:a=\"x\" b='a>b'>").Replace("<JiGuan>", "<JiGuan source=\"档案\" >")),
            "lower case names" => FormSamples.Plain(xml.Replace("JiGuan>", "jiguan>")),
            "line feeds" => FormSamples.Plain(xml.Replace("\r\n", "\n")),
            _ => FormSamples.Plain(xml.Replace(">197803<", ">1978.03<").Replace("<ShenFenZheng>990101197803151017", "<ShenFenZheng> 990101197803151017 ")),
        };
    }

    static string Shuffled(string xml)
    {
        const string sex = "  <XingBie>男</XingBie>\r\n";
        return xml.Replace(sex, "").Replace("</Person>", sex + "</Person>");
    }

    [Theory, MemberData(nameof(Ways))]
    public void Every_way_of_writing_reads_the_same_person(string way)
    {
        var file = FormFile.Read(Written(way));

        Assert.False(file.IsDamaged);
        foreach (var (element, text) in FormSamples.Texts)
            Assert.Equal((element, way == "dots" && element == "ChuShengNianYue" ? "1978.03" : text), (element, file.Text(element)));
        Assert.Equal(FormSamples.Family, file.Family);
        Assert.Equal(FormSamples.Picture, file.Photo);
        Assert.Equal(way == "gb18030 says utf-8" ? 1 : 0, file.Doubts.Count);
    }

    [Theory, MemberData(nameof(Ways))]
    public void An_untouched_file_comes_out_byte_for_byte(string way)
    {
        var bytes = Written(way);

        Assert.Equal(bytes, FormFile.Read(bytes).With(Nothing));
    }

    [Theory, MemberData(nameof(Ways))]
    public void A_touched_item_changes_nothing_beside_it(string way)
    {
        var bytes = Written(way);
        var changed = FormFile.Read(bytes).With(new(new Dictionary<string, string> { ["JiGuan"] = "示范清水<&>" }));

        var (before, after) = (FormFile.Read(bytes), FormFile.Read(changed));
        Assert.Equal("示范清水<&>", after.Text("JiGuan"));
        Assert.Equal(before.Texts.Where(pair => pair.Key != "JiGuan"), after.Texts.Where(pair => pair.Key != "JiGuan"));
        // Before and behind the item the bytes are the same.
        var common = bytes.Zip(changed).TakeWhile(pair => pair.First == pair.Second).Count();
        var tail = bytes.Reverse().Zip(changed.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.InRange(bytes.Length - common - tail, 0, 120);
    }

    [Fact]
    public void The_three_spellings_of_nothing_mean_nothing()
    {
        foreach (var nothing in (string[])["<NiRenZhiWu></NiRenZhiWu>", "<NiRenZhiWu/>", "<NiRenZhiWu />", "<NiRenZhiWu>\r\n  </NiRenZhiWu>", ""])
        {
            var xml = FormSamples.EditorText.Replace("<NiRenZhiWu>示范省云山市清水县政府副县长人选</NiRenZhiWu>", nothing);
            var file = FormFile.Read(FormSamples.Plain(xml));
            Assert.Equal("", file.Text("NiRenZhiWu"));

            var filled = FormFile.Read(file.With(new(new Dictionary<string, string> { ["NiRenZhiWu"] = "副局长" })));
            Assert.Equal("副局长", filled.Text("NiRenZhiWu"));
            Assert.Empty(filled.Doubts);
        }
    }

    [Fact]
    public void What_the_platform_does_not_know_stays_in_the_file_and_is_said()
    {
        var xml = FormSamples.EditorText.Replace("</Person>", "  <ShengFenBiaoZhi 甲=\"乙\">本地&#x65B0;增<b>项</b></ShengFenBiaoZhi>\r\n</Person>");
        var file = FormFile.Read(FormSamples.Plain(xml));

        Assert.Contains(file.Doubts, doubt => doubt.Contains("ShengFenBiaoZhi", StringComparison.Ordinal));
        var changed = Encoding.UTF8.GetString(file.With(new(new Dictionary<string, string> { ["XingMing"] = "虞知近" })));
        Assert.Equal(xml.Replace("<XingMing>虞知远", "<XingMing>虞知近"), changed);
    }

    [Theory]
    [InlineData("<!DOCTYPE Person [<!ENTITY a \"aaaa\">]><Person><XingMing>&a;</XingMing></Person>")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE Person SYSTEM \"file:///etc/passwd\"><Person/>")]
    [InlineData("<Person><!ENTITY a 'b'></Person>")]
    [InlineData("<Workbook></Workbook>")]
    [InlineData("just text")]
    public void A_document_type_and_what_is_no_form_are_refused(string xml) => Assert.Throws<FormRefusedException>(() => FormFile.Read(Encoding.UTF8.GetBytes(xml)));

    [Fact]
    public void A_file_cut_off_is_read_as_far_as_it_goes_and_says_so()
    {
        var whole = FormSamples.Editor;
        var file = FormFile.Read(whole[..(whole.Length / 3)]);

        Assert.True(file.IsDamaged);
        Assert.Equal("虞知远", file.Text("XingMing"));
        Assert.Contains(file.Doubts, doubt => doubt.Contains("不完整", StringComparison.Ordinal));
    }

    [Fact]
    public void Control_characters_and_bad_photos_are_named_and_do_not_stop_the_reading()
    {
        var xml = FormSamples.EditorText.Replace("工作需要", "工作\u0001需\u001F要&#2;");
        xml = System.Text.RegularExpressions.Regex.Replace(xml, "<ZhaoPian>[^<]*", "<ZhaoPian>不是图片");
        var file = FormFile.Read(FormSamples.Plain(xml));

        Assert.Equal("工作需要", file.Text("RenMianLiYou"));
        Assert.Null(file.Photo);
        Assert.Equal(2, file.Doubts.Count);
        Assert.False(file.IsDamaged);
    }

    [Fact]
    public void A_fresh_file_is_xml_that_any_reader_takes()
    {
        using var reader = XmlReader.Create(new MemoryStream(FormSamples.Editor), new() { DtdProcessing = DtdProcessing.Prohibit });
        var elements = new List<string>();
        while (reader.Read())
            if (reader is { NodeType: XmlNodeType.Element, Depth: 1 }) elements.Add(reader.Name);

        Assert.Equal(FormElements.InOrder.Select(pair => pair.Element), elements);
    }

    [Fact]
    public void The_old_pair_reads_the_same_person_with_the_photo_beside_it()
    {
        var file = FormFile.Read(FormSamples.Lrm(), FormSamples.Picture);

        Assert.Empty(file.Doubts);
        foreach (var (element, text) in FormSamples.Texts.Where(pair => pair.Key is not ("DaoLingNianYue" or "GaiGeQianRenZhiNianLingJieXian" or "ShenFenZheng"))) Assert.Equal((element, text), (element, file.Text(element)));
        Assert.Equal(FormSamples.Family, file.Family);
        Assert.Equal(FormSamples.Picture, file.Photo);
    }

    [Fact]
    public void The_old_format_takes_commas_quotes_and_line_breaks_inside_its_fields()
    {
        var bytes = FormSamples.Lrm(fields => { fields[18] = "获“先进”,\"优秀\"称号\r\n记功"; return fields; });
        var file = FormFile.Read(bytes);

        Assert.Equal("获“先进”,\"优秀\"称号\n记功", file.Text("JiangChengQingKuang"));
        Assert.Equal(bytes, file.With(Nothing));
        var changed = file.With(new(new Dictionary<string, string> { ["ZaiZhiJiaoYu_XueLi"] = "研究生" }));
        Assert.Equal(FormSamples.Gbk.GetString(bytes).Replace("@省委党校研究生#", "@研究生#"), FormSamples.Gbk.GetString(changed));
    }

    [Fact]
    public void What_the_old_format_cannot_write_is_refused_and_not_turned_into_question_marks() =>
        Assert.Contains("lrmx", Assert.Throws<FormRefusedException>(() => FormFile.Read(FormSamples.Lrm()).With(new(new Dictionary<string, string> { ["XingMing"] = "虞\U00020BB7远" }))).Message, StringComparison.Ordinal);

    [Fact]
    public void What_gbk_has_no_place_for_goes_into_xml_as_a_reference()
    {
        var file = FormFile.Read(Written("gbk"));
        var changed = FormFile.Read(file.With(new(new Dictionary<string, string> { ["XingMing"] = "虞\U00020BB7远" })));

        Assert.Equal("虞\U00020BB7远", changed.Text("XingMing"));
    }

    [Fact]
    public void Relatives_are_changed_added_and_taken_away_where_they_stand()
    {
        var file = FormFile.Read(FormSamples.Editor);
        var text = FormSamples.EditorText;
        FormRelative[] Wanted(Func<List<FormRelative>, object?> change)
        {
            var list = FormSamples.Family.ToList();
            change(list);
            return [.. list];
        }
        string With(FormRelative[] family) => Encoding.UTF8.GetString(file.With(Nothing with { Family = family }))[1..];

        Assert.Equal(text.Replace("<ZhengZhiMianMao>共青团员", "<ZhengZhiMianMao>群众"), With(Wanted(list => list[1] = list[1] with { Politics = "群众" })));
        var one = text.IndexOf("    <Item>\r\n      <ChengWei>儿子", StringComparison.Ordinal);
        var next = text.IndexOf("    <Item>\r\n      <ChengWei>父亲", StringComparison.Ordinal);
        Assert.Equal(text.Remove(one, next - one), With(Wanted(list => { list.RemoveAt(1); return null; })));
        var daughter = text[one..next].Replace("儿子", "女儿").Replace("虞小满", "虞小雪").Replace("200809", "201501").Replace("共青团员", "群众").Replace("第一中学学生", "实验小学学生");
        Assert.Equal(text.Insert(next, daughter), With(Wanted(list => { list.Insert(2, new("女儿", "虞小雪", "201501", "群众", "示范省云山市清水县实验小学学生")); return null; })));
        Assert.Empty(FormFile.Read(file.With(Nothing with { Family = [] })).Family);
        Assert.Equal(FormSamples.Family, FormFile.Read(FormFile.Read(file.With(Nothing with { Family = [] })).With(Nothing with { Family = FormSamples.Family })).Family);
    }

    /// <summary>Whatever is put into whichever items, those and only those are different afterwards, and the file in which they are put back is the first one.</summary>
    [Fact]
    public void Random_changes_touch_only_their_items()
    {
        var elements = FormFields.All.Select(field => field.Element).ToArray();
        var texts = ArbMap.Default.ArbFor<string>().Generator.Select(text => FormTexts.Plain(FormTexts.IsWellFormed(text ?? "") ? text : ""));
        var edits = Gen.Zip(Gen.Elements(elements), texts.Or(Gen.Elements("汉族", "200203；民盟", "甲&乙<丙>", "第一行\n第二行", "\"引\"，]]>"))).ListOf();
        Prop.ForAll(Gen.Zip(Gen.Elements(AllWays), edits).ToArbitrary(), given =>
        {
            var (way, list) = given;
            var bytes = Written(way);
            var file = FormFile.Read(bytes);
            var changes = list.GroupBy(edit => edit.Item1).Select(same => same.Last()).Where(edit => edit.Item2 != file.Text(edit.Item1)).ToDictionary(edit => edit.Item1, edit => edit.Item2);
            var changed = file.With(new(changes));
            var after = FormFile.Read(changed);
            Assert.False(after.IsDamaged);
            foreach (var field in elements) Assert.Equal(changes.GetValueOrDefault(field, file.Text(field)), after.Text(field));
            Assert.Equal(file.Family, after.Family);
            Assert.Equal(file.Photo, after.Photo);
            if (way is "references" or "cdata" || changes.Keys.Any(key => file.Text(key) == "")) return;
            Assert.Equal(bytes, after.With(new(changes.ToDictionary(pair => pair.Key, pair => file.Text(pair.Key)))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    /// <summary>Whatever becomes of the bytes on the way, reading ends soon with the person, with doubts, or with a refusal, and never otherwise.</summary>
    [Theory]
    [InlineData(".lrmx", 20_000)]
    [InlineData(".lrm", 10_000)]
    public void Mutated_files_are_read_or_refused(string format, int times)
    {
        var random = new Random(41);
        byte[][] seeds = format == ".lrmx" ? [.. AllWays.Select(Written)] : [FormSamples.Lrm()];
        string[] pieces = ["<", ">", "</", "<!", "<![CDATA[", "-->", "&", "&#", "&#x110000;", "\"", "\",\"", "@", "#", "<?", "<Person>", "</Person>", "<Item>", "\0", "\uFEFF", "~", "00"];
        var refusals = 0;
        for (var n = 0; n < times; n++)
        {
            var bytes = (byte[])seeds[n % seeds.Length].Clone();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                var at = random.Next(bytes.Length);
                switch (random.Next(5))
                {
                    case 0: bytes[at] = (byte)random.Next(256); break;
                    case 1: bytes = bytes[..at]; break;
                    case 2: bytes = [.. bytes[..at], .. Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]), .. bytes[at..]]; break;
                    case 3: bytes = [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(200))..]]; break;
                    default: bytes = [.. bytes[..at], .. bytes[random.Next(bytes.Length)..]]; break;
                }
                if (bytes.Length == 0) bytes = [32];
            }
            try
            {
                var file = FormFile.Read(bytes);
                Assert.Equal(bytes, file.With(Nothing));
                foreach (var field in FormFields.All) field.Read(file.Text(field.Element), Columns.Empty);
                foreach (var relative in file.Family) FormFields.Read(relative);
                ResumeText.Read(file.Text("JianLi"), new(2026, 11));
                if (!file.IsDamaged) file.With(new(new Dictionary<string, string> { ["JiGuan"] = "示范清水" }));
            }
            catch (FormRefusedException)
            {
                refusals++;
            }
        }
        Assert.InRange(refusals, 1, times);
    }
}
