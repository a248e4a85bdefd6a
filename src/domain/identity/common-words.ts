/**
 * Words that common passwords are made of, lower case, at least three letters: the heads of leaked lists in English
 * and in Pinyin, Chinese surnames and cities, names of things that stand beside an industrial computer. Digits and signs
 * read as letters (`p@ssw0rd`) are handled where the list is used. Our own compilation, not a copy of a list.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `password passwd passwort passphrase pass word pwd secret secure security login logon signin account user username
  admin administrator adm root super superuser supervisor sysadmin system manager operator engineer guest default test
  tester testing demo temp temporary change changeme letmein welcome hello access allow open enter unlock master owner
  boss service support public private public local server client network internet router switch firewall gateway
  computer laptop desktop office home work company web website mail email backup oracle mysql postgres mongo redis
  docker jenkins git github gitlab windows linux ubuntu debian centos cisco huawei xiaomi lenovo dell apple google
  microsoft amazon facebook twitter wechat weixin alipay taobao baidu tencent alibaba samsung nokia sony
  iloveyou love lover loveyou loveme baby babygirl angel princess queen king prince sunshine moonlight star flower
  rainbow summer winter spring autumn monday friday january december monkey dragon tiger lion eagle falcon phoenix
  panther wolf bear dog doggy puppy cat kitty kitten horse bird fish turtle shadow ghost ninja samurai pirate wizard
  batman superman spiderman ironman starwars pokemon pikachu naruto matrix hunter ranger soldier killer warrior hero
  football soccer baseball basketball hockey tennis golf chelsea arsenal liverpool barcelona juventus yankees cowboys
  steelers lakers michael jordan jennifer jessica ashley nicole daniel andrew joshua thomas charlie robert william
  matthew anthony george david james john peter paul martin maria anna laura sarah hannah sophie emma alex max sam
  mike jack harry freedom forever whatever trustno nothing something money dollar bank gold silver diamond crystal
  blue red green black white orange purple yellow pink chocolate cookie banana cherry apple pepper ginger coffee
  cheese pizza fuckyou fuck shit asshole sexy bitch hottie lovely beautiful cool awesome happy lucky smile peace
  jesus christ heaven hell god mother father mommy daddy sister brother family friend friends school student teacher
  america american england london paris berlin germany france canada china chinese japan tokyo newyork texas florida
  music guitar piano metallica slipknot nirvana rockstar game gamer player minecraft fortnite counter strike xbox
  playstation mustang ferrari porsche mercedes toyota honda yamaha suzuki harley corvette camaro
  scada plc hmi dcs modbus profinet siemens schneider rockwell honeywell emerson yokogawa mitsubishi omron beckhoff
  wago abb step simatic factory plant industrial industry control controller automation energy power water nuclear
  lianfang fanglian gongkong gongye anquan wangluo zidonghua dianli shuiwu
  woaini woaiwo woaiwojia woaizhongguo woai aini nihao nimen wode mima denglu guanli guanliyuan yonghu ceshi xitong
  zhongguo beijing shanghai guangzhou shenzhen tianjin chongqing chengdu wuhan nanjing hangzhou xian suzhou dalian
  qingdao shenyang changsha jinan kunming fuzhou xiamen harbin haerbin zhengzhou hefei hebei henan hunan hubei
  guangdong sichuan shandong jiangsu zhejiang fujian
  wang zhang zhao huang zhou sun zhu gao lin guo luo liang song zheng xie tang feng dong xiao cheng cao yuan deng fu
  shen zeng peng jiang cai jia ding wei xue pan dai xia zhong tian ren fan fang shi yao liao xiong jin hao kong bai
  cui kang qiu qin gu hou shao meng long wan duan qian yin chang qiao lai chen yang liu xu
  wangwei wangfang wangjing liwei lili lina liming zhangwei zhangli zhangmin zhangjie liuyang liuwei chenjie yangyang
  xiaoming xiaohong xiaoli xiaolong xiaoyu baobao baobei laopo laogong qinai shengri kuaile tiantian mingtian
  hahaha heihei xixi haha gege jiejie didi meimei mama baba yeye nainai
  facai gongxi jixiang ruyi fuqi caishen qiangguo hexie fuxing
  qwer qwert qwerty qwertz azerty asdf asdfgh zxcv zxcvbn qaz wsx edc qazwsx wasd poiuy lkjh mnbv abc abcd xyz aaa
  iop jkl`
    .trim()
    .split(/\s+/u),
);

/** Groups of digits that mean something and so are tried first, besides years, dates and runs. */
export const commonNumbers: ReadonlySet<string> = new Set(
  `520 521 1314 5201314 1314520 13145 3344520 7758521 7758258 584520 5211314 5845201314 147258 147258369 159357 159753
  741852 741852963 789456 789456123 963852741 321 654321 987654321 112233 121212 123123 123321 123456 1234567 12345678
  123456789 1234567890 0123456789 010203 101010 131313 135790 142536 246810 314159 332211 420420 445566 456456 666
  666888 888 696969 778899 789789 888666 998877 168 1688 518 51888 9527 110 119 120 12306 10086 10010 10000 007 100200
  12 123 1234 12345 23 69 88 99 00 01 11 22 33 44 55 66 77`
    .trim()
    .split(/\s+/u),
);
