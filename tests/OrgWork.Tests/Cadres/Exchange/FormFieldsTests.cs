using System.IO.Compression;
using System.Text;
using OrgWork.Cadres;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Cadres;

public sealed class FormFieldsTests
{
    static readonly Month Today = new(2026, 11);

    static Columns Read(string element, string text, Columns? record = null) => (record ?? Columns.Empty).With(FormFields.Find(element)!.Read(text, record ?? Columns.Empty).Values);
    static Columns Record(params (string Column, object? Value)[] values) => new(values.ToDictionary(pair => pair.Column, pair => pair.Value));

    [Theory]
    [InlineData("200203", "01", "2002.03", null)]
    [InlineData("20020303", "01", "2002.03", null)]
    [InlineData("1998.07", "01", "1998.07", null)]
    [InlineData("200203；民盟", "05", "2002.03", null)]
    [InlineData("民盟（2002.03）", "05", "2002.03", null)]
    [InlineData("200203;民盟;民革;", "01", "2002.03", "200203;民盟;民革;")]
    [InlineData("民盟", "05", null, null)]
    [InlineData("(民建)", "06", null, null)]
    [InlineData("民盟；民革；九三", "05", null, "民盟；民革；九三")]
    [InlineData("（无党派）", "12", null, null)]
    [InlineData("九三学社", "10", null, null)]
    public void The_time_of_joining_the_Party_is_read_by_its_grammar(string text, string politics, string? joined, string? kept)
    {
        var record = Read(FormElements.Party, text);

        Assert.Equal((politics, joined, kept ?? ""), (record.Text("politics"), record.Date("party_joined_on") is { } day ? Month.Of(day).ToString() : null, record.Text("party_text")));
        // And what was read says the same when it is written.
        Assert.True(FormFields.Find(FormElements.Party)!.IsSame(text, record));
    }

    [Fact]
    public void A_probationary_member_of_the_record_is_not_made_a_full_one()
    {
        var record = Record(("politics", "02"), ("party_joined_on", new DateOnly(2026, 3, 1)));

        Assert.True(FormFields.Find(FormElements.Party)!.IsSame("202603", record));
        Assert.Equal("02", Read(FormElements.Party, "202603", record).Text("politics"));
    }

    [Theory]
    [InlineData("大学", "21", "")]
    [InlineData("大学本科", "21", "大学本科")]
    [InlineData("省委党校研究生", "1B", "")]
    [InlineData("示范省委党校研究生", "1B", "示范省委党校研究生")]
    [InlineData("中央党校大学", "2A", "")]
    [InlineData("研修班结业", "", "研修班结业")]
    public void Education_is_a_code_and_beside_it_the_words_when_they_say_more(string text, string code, string kept)
    {
        var record = Read("ZaiZhiJiaoYu_XueLi", text);

        Assert.Equal((code, kept), (record.Text("in_service_education"), record.Text("in_service_education_text")));
        Assert.Equal(text, FormFields.Find("ZaiZhiJiaoYu_XueLi")!.Write(record, text));
    }

    [Fact]
    public void A_corrected_code_is_written_and_not_the_words_it_left_behind() =>
        Assert.Equal("研究生", FormFields.Find("ZaiZhiJiaoYu_XueLi")!.Write(Record(("in_service_education", "11"), ("in_service_education_text", "大学本科")), "大学本科"));

    [Theory]
    [InlineData("197803", "197804")]
    [InlineData("1978.03", "1978.04")]
    [InlineData("1978-3", "1978-04")]
    [InlineData("19780300", "197804")]
    public void A_date_is_written_the_way_the_file_wrote_it(string before, string after)
    {
        var field = FormFields.Find(FormElements.Birth)!;

        Assert.True(field.IsSame(before, Record(("birth_on", new DateOnly(1978, 3, 15)))));
        Assert.Equal(after, field.Write(Record(("birth_on", new DateOnly(1978, 4, 15))), before));
    }

    [Fact]
    public void A_date_that_cannot_be_read_is_doubtful_and_the_record_that_knows_better_differs()
    {
        var field = FormFields.Find(FormElements.WorkBegan)!;

        Assert.NotNull(field.Read("二〇〇〇年夏", Columns.Empty).Doubt);
        Assert.True(field.IsSame("二〇〇〇年夏", Columns.Empty));
        Assert.False(field.IsSame("二〇〇〇年夏", Record(("work_began_on", new DateOnly(2000, 7, 1)))));
    }

    [Fact]
    public void Every_relative_of_the_samples_says_the_same_after_it_was_read() => Assert.Equal(FormSamples.Family, FormSamples.Family.Select(FormFields.Taken));

    [Theory]
    [InlineData("公公", "群众")]
    [InlineData("妻", "中共预备党员")]
    [InlineData("", "")]
    public void Relatives_whose_words_are_in_no_code_table_keep_their_words(string relation, string politics)
    {
        var relative = new FormRelative(relation, "某某", "195001", politics, "务农");

        Assert.Equal(relative, FormFields.Taken(relative));
    }

    [Fact]
    public void A_good_resume_has_no_doubts_and_every_line_its_months()
    {
        var lines = ResumeText.Read(FormSamples.Resume, Today);

        Assert.Equal(9, lines.Count);
        Assert.All(lines, line => Assert.Empty(line.Doubts));
        Assert.True(lines[^1].IsOpen);
    }

    [Theory]
    [InlineData("2000.07--2001.07  甲\n2001.09--         乙", 2, "空 2 个月")]
    [InlineData("2000.07--2001.07  甲\n2001.05--         乙", 2, "重叠 2 个月")]
    [InlineData("2003.07--2004.07  甲\n2001.05--         乙", 2, "顺序颠倒")]
    [InlineData("2000.07--2001.13  甲", 1, "月份应为")]
    [InlineData("2001.07--2000.07  甲", 1, "早于起始")]
    [InlineData("2000.07--  甲\n2001.07--         乙", 1, "没有终止年月")]
    [InlineData("2000.07--2001.07  甲", 1, "最后一段有终止年月")]
    [InlineData("2000.07—2001.07甲\n2001.07--         乙", 1, "写法不规范")]
    [InlineData("2030.07--         乙", 1, "今天之后")]
    [InlineData("2000.07--", 1, "没有写单位")]
    [InlineData("2000.7 甲单位", 1, "无法读出")]
    public void A_doubtful_line_says_what_is_doubtful(string text, int line, string words) =>
        Assert.Contains(ResumeText.Read(text, Today).Single(read => read.Number == line).Doubts, doubt => doubt.Contains(words, StringComparison.Ordinal));

    [Theory]
    [InlineData("1996.09—2000.07  某大学学习")]
    [InlineData("199609--200007 某大学学习")]
    [InlineData("1996.9－2000.7　某大学学习")]
    [InlineData("1996年9月至2000年7月某大学学习")]
    [InlineData("1996．09～2000．07\t某大学学习")]
    public void Lines_are_read_in_the_ways_people_write_them(string text)
    {
        var line = Assert.Single(ResumeText.Read(text, Today));

        Assert.Equal(("1996.09--2000.07", "某大学学习"), (line.Period, line.Text));
    }

    [Theory]
    [InlineData("2022.05--         现任")]
    [InlineData("2022.05--至今  现任")]
    [InlineData("2022.05—今 现任")]
    public void An_open_end_is_read_in_the_ways_people_write_it(string text) => Assert.True(Assert.Single(ResumeText.Read(text, Today)) is { IsOpen: true, Text: "现任" });

    [Fact]
    public void Notes_belong_to_no_stretch_and_old_line_breaks_are_told()
    {
        Assert.Null(ResumeText.Read("2000.07--         甲\n（其间：2001.03在某校学习）\n\n第十届县委委员", Today)[1].From);
        Assert.Equal("2000.07--2001.07  甲\n2001.07--         乙", ResumeText.Stored("2000.07--2001.07  甲~2001.07--         乙", out var notes));
        Assert.Single(notes);
        Assert.Equal("2000.07--         甲乙", ResumeText.Stored("2000.07--         甲\n                  乙", out notes));
        Assert.Single(notes);
    }

    [Fact]
    public void Age_party_years_schooling_and_career_that_disagree_are_said()
    {
        var texts = FormSamples.Texts;
        texts[FormElements.Birth] = "197903";
        var file = FormFile.Read(LrmxFile.Fresh(texts, [], null));
        Assert.True(IdentityNumber.TryParse(texts[FormElements.Identity], out var identity, out _));
        var record = Record(("birth_on", new DateOnly(1978, 3, 1)), ("work_began_on", new DateOnly(2001, 7, 1)), ("party_joined_on", new DateOnly(2003, 6, 1)), ("politics", "01"), ("full_time_education", "31"));

        var doubts = FormCheck.Doubts(file, identity, record, [(new(2013, 1), "某局副局长")], Today).ToList();

        foreach (var about in (string[])["年龄：表上出生", "年龄：表上出生年月 1979.03", "工龄", "党龄", "学历", "经历：任职表里 2013.01"]) Assert.Contains(doubts, doubt => doubt.StartsWith(about, StringComparison.Ordinal));
        Assert.Empty(FormCheck.Doubts(FormFile.Read(FormSamples.Editor), identity, null, [], Today));
    }

    // ---- archives

    static FormParcel Unpack(byte[] zip)
    {
        var parcel = new FormZip();
        parcel.Add("一批.zip", new MemoryStream(zip));
        return parcel.Finish();
    }

    static byte[] Zip(Encoding names, params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true, names))
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        return bytes.ToArray();
    }

    /// <summary>Names as Windows and macOS write them: without the mark that they are UTF-8.</summary>
    static byte[] Unmarked(byte[] zip)
    {
        for (var at = 0; at + 4 < zip.Length; at++)
        {
            var signature = BitConverter.ToUInt32(zip, at);
            if (signature is 0x04034B50) zip[at + 7] &= 0xF7;
            if (signature is 0x02014B50) zip[at + 9] &= 0xF7;
        }
        return zip;
    }

    [Fact]
    public void Names_in_archives_are_read_whoever_wrote_them()
    {
        foreach (var encoding in (Encoding[])[FormSamples.Gbk, Encoding.UTF8])
        {
            var zip = Zip(encoding, ("干部一科/虞知远.lrmx", FormSamples.Editor), ("干部一科/陶静.LRM", FormSamples.Lrm()), ("干部一科/陶静.pic", FormSamples.Picture), ("干部一科/Thumbs.db", [1]));
            foreach (var bytes in (byte[][])[zip, Unmarked(zip)])
            {
                var parcel = Unpack(bytes);
                Assert.Equal(["干部一科/虞知远.lrmx", "干部一科/陶静.LRM"], parcel.Forms.Select(form => form.Name));
                Assert.Equal(FormSamples.Picture, parcel.Forms[1].Picture);
                Assert.Empty(parcel.Refused);
            }
        }
    }

    [Fact]
    public void What_is_no_form_is_named_and_not_dropped()
    {
        var parcel = Unpack(Zip(Encoding.UTF8, ("说明.txt", "你好"u8.ToArray()), ("里面.zip", Zip(Encoding.UTF8, ("虞知远.lrmx", FormSamples.Editor))), ("孤照.pic", FormSamples.Picture)));

        Assert.Empty(parcel.Forms);
        Assert.Equal(["说明.txt", "里面.zip", "孤照.pic"], parcel.Refused.Select(refused => refused.Name));
    }

    [Fact]
    public void Bombs_do_not_go_off()
    {
        var noise = new byte[9 * 1024 * 1024];
        new Random(7).NextBytes(noise);
        Assert.Contains("8 MB", Assert.Single(Unpack(Zip(Encoding.UTF8, ("大.lrmx", noise))).Refused).Reason, StringComparison.Ordinal);
        Assert.Contains("压缩炸弹", Assert.Single(Unpack(Zip(Encoding.UTF8, ("密.lrmx", new byte[7 * 1024 * 1024]))).Refused).Reason, StringComparison.Ordinal);
        Assert.Contains("最多", Assert.Single(Unpack(Zip(Encoding.UTF8, [.. Enumerable.Range(0, FormZip.MostEntries + 1).Select(n => ($"{n}.lrmx", (byte[])[]))])).Refused).Reason, StringComparison.Ordinal);
        var cut = Zip(Encoding.UTF8, ("虞知远.lrmx", FormSamples.Editor));
        Assert.Single(Unpack(cut[..(cut.Length / 2)]).Refused);
    }
}
