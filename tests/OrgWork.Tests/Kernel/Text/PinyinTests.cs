using System.Diagnostics;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel.Text;

public class PinyinTests
{
    [Theory]
    [InlineData("单雄", "shanxiong", "sx")]
    [InlineData("解放", "xiefang", "xf")]
    [InlineData("曾", "zeng", "z")]
    [InlineData("曾国强", "zengguoqiang", "zgq")]
    [InlineData("仇英", "qiuying", "qy")]
    [InlineData("区小明", "ouxiaoming", "oxm")]
    [InlineData("查良", "zhaliang", "zl")]
    [InlineData("任远", "renyuan", "ry")]
    [InlineData("盖文", "gewen", "gw")]
    [InlineData("种师道", "chongshidao", "csd")]
    [InlineData("乐嘉", "yuejia", "yj")]
    [InlineData("朴正", "piaozheng", "pz")]
    [InlineData("吕布", "lvbu", "lb")]
    [InlineData("欧阳静", "ouyangjing", "oyj")]
    [InlineData("单于飞", "chanyufei", "cyf")]
    [InlineData("尉迟恭", "yuchigong", "ycg")]
    [InlineData("万俟卨", "moqixie", "mqx")]
    [InlineData("长孙无忌", "zhangsunwuji", "zswj")]
    public void A_surname_is_read_as_a_surname(string name, string pinyin, string initials)
    {
        Assert.Equal(pinyin, Pinyin.OfName(name));
        Assert.Equal(initials, Pinyin.InitialsOfName(name));
    }

    [Theory]
    [InlineData("李单", "lidan")]
    [InlineData("王任远", "wangrenyuan")]
    [InlineData("周曾", "zhouceng")]
    [InlineData("张欧阳", "zhangouyang")]
    public void A_surname_reading_holds_only_at_the_head(string name, string pinyin) => Assert.Equal(pinyin, Pinyin.OfName(name));

    [Theory]
    [InlineData("单于", "shanyu")]
    [InlineData("朱重阳", "zhuchongyang")]
    [InlineData("重庆生", "zhongqingsheng")]
    [InlineData("李长安", "lichangan")]
    public void Surname_and_given_name_are_two_words(string name, string pinyin) => Assert.Equal(pinyin, Pinyin.OfName(name));

    [Theory]
    [InlineData("阿依古丽·买买提", "ayigulimaimaiti", "ayglmmt")]
    [InlineData("陶　静", "taojing", "tj")]
    [InlineData("  单 雄 ", "shanxiong", "sx")]
    [InlineData("Tom李", "tomli", "toml")]
    [InlineData("", "", "")]
    [InlineData(" · ", "", "")]
    public void Only_what_can_be_typed_remains(string name, string pinyin, string initials)
    {
        Assert.Equal(pinyin, Pinyin.OfName(name));
        Assert.Equal(initials, Pinyin.InitialsOfName(name));
    }

    [Theory]
    [InlineData("市委组织部", "shiweizuzhibu", "swzzb")]
    [InlineData("农业银行", "nongyeyinhang", "nyyh")]
    [InlineData("行政审批局", "xingzhengshenpiju", "xzspj")]
    [InlineData("会计核算中心", "kuaijihesuanzhongxin", "kjhszx")]
    [InlineData("政策调研室", "zhengcediaoyanshi", "zcdys")]
    [InlineData("重点项目办（2026）", "zhongdianxiangmuban2026", "zdxmb2026")]
    [InlineData("第3党支部A区", "di3dangzhibuaqu", "d3dzbaq")]
    [InlineData("绿化处", "lvhuachu", "lhc")]
    public void A_text_is_read_by_its_words(string text, string pinyin, string initials)
    {
        Assert.Equal(pinyin, Pinyin.Of(text));
        Assert.Equal(initials, Pinyin.Initials(text));
    }

    [Theory]
    [InlineData("㑇", "zhou")]
    [InlineData("𣲗", "wei")]
    [InlineData("\ud84f", "")]
    [InlineData("\ud84f静", "jing")]
    public void Rare_and_broken_characters_do_no_harm(string text, string pinyin) => Assert.Equal(pinyin, Pinyin.Of(text));

    [Fact]
    public void A_text_may_be_long() => Assert.Equal(new string('z', 5000), Pinyin.Initials(new string('庄', 5000)));

    [Fact]
    public void Every_common_character_has_a_reading()
    {
        var silent = Enumerable.Range(0x4e00, 0x9fa5 - 0x4e00 + 1).Select(c => ((char)c).ToString()).Where(c => Pinyin.Of(c).Length == 0).ToList();
        Assert.True(silent.Count < 100, string.Concat(silent));
        Assert.All("赵钱孙李周吴郑王甯隗逯翀祎赟喆垚犇淼彧玥珺烨颢熠〇", c => Assert.NotEqual("", Pinyin.Of(c.ToString())));
    }

    [Fact]
    public void A_million_names_take_about_a_second()
    {
        string[] names = ["单雄", "欧阳静", "李长安", "王任远", "曾国强", "阿依古丽·买买提"];
        Pinyin.OfName("曾");
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 1_000_000; i++) Pinyin.OfName(names[i % names.Length]);
        // Generous: other tests run at the same time.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
    }
}
