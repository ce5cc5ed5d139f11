using System.Text;
using OrgWork.Cadres;

namespace OrgWork.Tests.Cadres;

/// <summary>Files of invented people, in the ways that programs write them.</summary>
static class FormSamples
{
    /// <summary>Known once the product has said it needs it, and not by this test's doing.</summary>
    public static Encoding Gbk => FileText.Gb18030.CodePage == 54936 ? Encoding.GetEncoding("GBK") : throw new InvalidOperationException();

    /// <summary>A grey picture of 8 by 10, the smallest a reader takes.</summary>
    public static readonly byte[] Picture = Convert.FromBase64String("/9j/4AAQSkZJRgABAQAAAQABAAD/2wCEACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//gBKy0tPDU8dkFBdviljKX4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+P/AABEIAAoACAMBEQACEQEDEQH/xAGiAAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgsQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+gEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoLEQACAQIEBAMEBwUEBAABAncAAQIDEQQFITEGEkFRB2FxEyIygQgUQpGhscEJIzNS8BVictEKFiQ04SXxFxgZGiYnKCkqNTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqCg4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2dri4+Tl5ufo6ery8/T19vf4+fr/2gAMAwEAAhEDEQA/AI/Ltfsm7cPM2+vOfpV81X2lraF6WKddRJ//2Q==");

    public const string Resume = """
        1996.09--2000.07  示范大学公共管理学院行政管理专业学习
        2000.07--2001.07  示范省云山市清水县石桥镇政府见习
        2001.07--2004.11  示范省云山市清水县石桥镇政府科员
        2004.11--2008.03  示范省云山市清水县石桥镇党政办公室主任
        2008.03--2011.06  示范省云山市清水县石桥镇副镇长（2007.09--2010.06在示范省委党校公共管理专业研究生班在职学习）
        2011.06--2015.09  示范省云山市清水县石桥镇党委副书记、镇长
        2015.09--2019.12  示范省云山市清水县石桥镇党委书记
        2019.12--2022.05  示范省云山市清水县发展和改革局党组书记、局长（其间：2021.03--2021.08在示范省发展和改革委员会挂职任规划处副处长）
        2022.05--         示范省云山市清水县政府党组成员、办公室主任，县发展和改革局局长、四级调研员
        """;

    public static readonly IReadOnlyList<FormRelative> Family =
    [
        new("妻子", "沈知夏", "198006", "中共党员", "示范省云山市清水县第一中学教师"),
        new("儿子", "虞小满", "200809", "共青团员", "示范省云山市清水县第一中学学生"),
        new("父亲", "虞守成", "195001", "中共党员", "示范省云山市清水县粮食局退休干部（已退休）"),
        new("母亲", "周桂兰", "195204", "群众", "示范省云山市清水县石桥镇农民（已去世）"),
        new("岳父", "沈国梁", "195305", "群众", "示范省云山市清水县农机厂退休职工（已退休）"),
        new("岳母", "吴秀珍", "195510", "群众", "示范省云山市清水县石桥镇居民"),
    ];

    public static Dictionary<string, string> Texts => new()
    {
        ["XingMing"] = "虞知远", ["XingBie"] = "男", ["ChuShengNianYue"] = "197803", ["MinZu"] = "汉族", ["JiGuan"] = "示范云山", ["ChuShengDi"] = "示范清水", ["RuDangShiJian"] = "200206", ["CanJiaGongZuoShiJian"] = "200007",
        ["DaoLingNianYue"] = "204103", ["JianKangZhuangKuang"] = "健康", ["ShuXiZhuanYeYouHeZhuanChang"] = "宏观经济管理",
        ["QuanRiZhiJiaoYu_XueLi"] = "大学", ["QuanRiZhiJiaoYu_XueWei"] = "管理学学士", ["QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi"] = "示范大学公共管理学院行政管理专业",
        ["ZaiZhiJiaoYu_XueLi"] = "省委党校研究生", ["ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi"] = "示范省委党校公共管理专业",
        ["XianRenZhiWu"] = "示范省云山市清水县政府党组成员、办公室主任，县发展和改革局局长、四级调研员", ["NiRenZhiWu"] = "示范省云山市清水县政府副县长人选", ["NiMianZhiWu"] = "示范省云山市清水县发展和改革局局长、四级调研员",
        ["JianLi"] = Resume, ["JiangChengQingKuang"] = "2018.05，经中共云山市委批准，记三等功", ["NianDuKaoHeJieGuo"] = "2023年年度考核优秀；2024年年度考核称职", ["RenMianLiYou"] = "工作需要",
        ["ChengBaoDanWei"] = "中共示范省云山市清水县委", ["GaiGeQianRenZhiNianLingJieXian"] = "改革前任职年龄界限为60岁", ["JiSuanNianLingShiJian"] = "20250601", ["TianBiaoShiJian"] = "20250601", ["TianBiaoRen"] = "钱测试", ["ShenFenZheng"] = "990101197803151017",
    };

    public static byte[] Editor => LrmxFile.Fresh(Texts, Family, Picture);
    public static string EditorText => Encoding.UTF8.GetString(Editor)[1..];

    /// <summary>As text, for variants.</summary>
    public static byte[] Plain(string xml) => Encoding.UTF8.GetBytes(xml);

    public static byte[] Lrm(Func<string[], string[]>? change = null)
    {
        var t = Texts;
        string List(int i) => string.Join('@', Family.Select(relative => relative.Values[i])) + "@";
        string[] fields =
        [
            t["XingMing"], t["XingBie"], t["ChuShengNianYue"], t["MinZu"], t["JiGuan"], t["RuDangShiJian"], t["JianKangZhuangKuang"], t["ChuShengDi"], t["CanJiaGongZuoShiJian"],
            "大学#管理学学士@省委党校研究生#", "示范大学公共管理学院行政管理专业#@示范省委党校公共管理专业#", "", "", "", "", "", t["ShuXiZhuanYeYouHeZhuanChang"], t["JianLi"].Replace("\n", "\r\n"), t["JiangChengQingKuang"], t["NianDuKaoHeJieGuo"],
            List(0), List(1), List(2), List(3), List(4), t["XianRenZhiWu"], t["NiRenZhiWu"], t["NiMianZhiWu"], t["RenMianLiYou"], t["ChengBaoDanWei"], t["JiSuanNianLingShiJian"], t["TianBiaoRen"], t["TianBiaoShiJian"],
        ];
        fields = change?.Invoke(fields) ?? fields;
        return Gbk.GetBytes("\"" + string.Join("\",\"", fields) + "\"");
    }
}
